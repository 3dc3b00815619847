using ToolTime.Grains.Privacy;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class ClampingTests
{
    [Theory]
    [InlineData(1, 2_000, 2_000)]
    [InlineData(1, 2_001, 2_000)]
    [InlineData(1, 100_000, 2_000)]
    [InlineData(7, 14_000, 14_000)]
    [InlineData(7, 14_001, 14_000)]
    public void Apply_CallsOfAName_CountUpToTheirLimit(int days, int calls, long stored) =>
        Assert.Equal(Measures(("Bash", stored)), Apply(days, ("Bash", calls)));

    [Fact]
    public void Apply_CallsBeyondTheLimit_ShrinkAllPartsAlike()
    {
        var clamped = Clamping.Apply(Named(("Bash", new Measure(4_000, 3_000, 1_001, 3_000, 500))), days: 1);
        Assert.Equal(Named(("Bash", new Measure(2_000, 1_500, 500, 1_500, 250))), clamped.ToDictionary());
    }

    [Fact]
    public void Apply_ASumAtItsLimit_IsUnchanged()
    {
        var names = Enumerable.Range(0, 10).Select(number => ($"tool-{number}", 2_000L)).ToArray();
        Assert.Equal(Measures(names), Apply(1, names));
    }

    [Fact]
    public void Apply_ASumBeyondItsLimit_ShrinksAllNamesAlike()
    {
        var names = Enumerable.Range(0, 10).Select(number => ($"tool-{number}", 2_000L)).Append(("small", 2_000L)).ToArray();
        Assert.Equal(Measures([.. names.Select(name => (name.Item1, 1_818L))]), Apply(1, names));
    }

    [Fact]
    public void Apply_ASnapshotsSum_HasSevenTimesTheLimit()
    {
        var names = Enumerable.Range(0, 10).Select(number => ($"tool-{number}", 14_000L)).ToArray();
        Assert.Equal(Measures(names), Apply(7, names));
    }

    [Fact]
    public void Apply_NamesAtTheirLimit_AllCount()
    {
        var names = Enumerable.Range(0, Clamping.NamesOfDimension).Select(number => ($"tool-{number:D3}", 1L)).ToArray();
        Assert.Equal(Measures(names), Apply(1, names));
    }

    [Fact]
    public void Apply_OneNameTooMany_DropsThatWithFewestCalls()
    {
        var names = Enumerable.Range(0, Clamping.NamesOfDimension).Select(number => ($"tool-{number:D3}", 2L)).ToArray();
        Assert.Equal(Measures(names), Apply(1, [("a", 1L), .. names]));
    }

    [Fact]
    public void Apply_OneNameTooManyOfEqualOnes_DropsTheOrdinallyLast()
    {
        var names = Enumerable.Range(0, Clamping.NamesOfDimension).Select(number => ($"tool-{number:D3}", 2L)).ToArray();
        Assert.Equal(Measures(names), Apply(1, [("zebra", 2L), .. names]));
        Assert.Equal(Measures([("Zebra", 2L), .. names.SkipLast(1)]), Apply(1, [.. names, ("Zebra", 2L)]));
    }

    [Fact]
    public void Apply_NamesAreCutBeforeTheSum_SoTheCutOnesShrinkNobody()
    {
        var names = Enumerable.Range(0, Clamping.NamesOfDimension).Select(number => ($"tool-{number:D3}", 100L)).ToArray();
        Assert.Equal(Measures(names), Apply(1, [.. names, .. Enumerable.Range(0, 50).Select(number => ($"x-{number}", 99L))]));
    }

    [Fact]
    public void Apply_TwoDimensions_HaveTheirOwnLimits()
    {
        var measures = new Dictionary<UsageName, Measure>();
        foreach (var dimension in Enum.GetValues<Dimension>())
        {
            for (var number = 0; number < 10; number++)
            {
                measures.Add(new(dimension, $"name-{number}"), new(2_000, 0, 0, 0, 0));
            }
        }

        Assert.Equal(measures, Clamping.Apply(measures, days: 1).ToDictionary());
    }

    [Fact]
    public void CutNames_ADimensionWithTooMany_LeavesCanonicalOrderAndOtherDimensions()
    {
        var tools = Enumerable
            .Range(0, Clamping.NamesOfDimension + 2)
            .Select(number => Given.Tool($"tool-{number:D3}", number is 0 or 7 ? 0 : 1))
            .ToList();
        var skills = Enumerable
            .Range(0, Clamping.NamesOfDimension)
            .Select(number => Given.Of(Dimension.Skill, $"skill-{number:D3}", 0))
            .ToList();

        var cut = Clamping.CutNames(Given.Report([.. tools, .. skills]) with { EditsWithoutRead = 4 });

        Assert.Equal(4, cut.EditsWithoutRead);
        Assert.Equal([.. tools.Where(tool => tool.Calls > 0), .. skills], cut.Counts.AsEnumerable());
    }

    [Fact]
    public void CutNames_NoMoreThanCount_IsTheSameReport()
    {
        var report = Given.Report(Enumerable.Range(0, Clamping.NamesOfDimension).Select(number => Given.Tool($"{number}", 0)));
        Assert.Same(report, Clamping.CutNames(report));
    }

    [Fact]
    public void Report_NothingBeyondALimit_IsEmpty() =>
        Assert.Empty(Clamping.Report(Given.Cells(AgentClient.Codex, Given.Day(Given.Monday, 1, Given.Tool("Bash", 2_000)))));

    [Fact]
    public void Report_DayCells_ReportsEachByItsDay()
    {
        var clamped = Clamping.Report(
            Given.Cells(
                AgentClient.Codex,
                Given.Day(Given.Monday, 1, Given.Tool("Bash", 2_000)),
                Given.Day(
                    Given.Monday.AddDays(1),
                    1,
                    Given.Tool("Bash", 2_001),
                    Given.Tool("Read", 5),
                    Given.Of(Dimension.Skill, "review", 5_000)
                )
            )
        );
        Assert.Equal(
            [
                new() { Day = 1, Dimension = Dimension.Tool, Name = "Bash", Counted = 2_000 },
                new() { Day = 1, Dimension = Dimension.Skill, Name = "review", Counted = 2_000 },
            ],
            clamped.AsEnumerable());
    }

    [Fact]
    public void Report_ASnapshot_HasSevenTimesTheLimit() =>
        Assert.Equal(
            [new ClampedCount { Day = 0, Dimension = Dimension.Tool, Name = "Bash", Counted = 14_000 }],
            Clamping.Report(Given.Snapshots(Given.Friday, 1, Given.Tool("Bash", 14_001), Given.Tool("Read", 14_000))).AsEnumerable());

    [Fact]
    public void Report_ANameThatIsCut_StoresNoneEvenWhereItHadNone()
    {
        var tools = Enumerable.Range(0, Clamping.NamesOfDimension).Select(number => Given.Tool($"tool-{number:D3}", 1));
        var clamped = Clamping.Report(Given.Cells(AgentClient.Codex, Given.Day(Given.Monday, 1, [.. tools, Given.Tool("a", 0)])));
        Assert.Equal([new ClampedCount { Day = 0, Dimension = Dimension.Tool, Name = "a", Counted = 0 }], clamped.AsEnumerable());
    }

    [Theory]
    [InlineData(1, 200, 1)]
    [InlineData(1, 201, 1)]
    [InlineData(1, 1, 2_000)]
    [InlineData(1, 1, 2_001)]
    [InlineData(1, 10, 2_000)]
    [InlineData(1, 11, 2_000)]
    [InlineData(7, 201, 1)]
    [InlineData(7, 1_400, 1)]
    [InlineData(7, 1_401, 1)]
    [InlineData(7, 1, 2_001)]
    [InlineData(7, 1, 14_001)]
    [InlineData(7, 11, 2_000)]
    [InlineData(7, 11, 14_000)]
    public void Applies_AnyMeasures_SaysWhetherAnythingCountsForLess(int days, int names, long calls)
    {
        var measures = Measures([.. Enumerable.Range(0, names).Select(number => ($"tool-{number:D4}", calls))]);
        var clamped = Clamping.Apply(measures, days).ToDictionary();
        var isLess = !clamped.OrderBy(pair => pair.Key).SequenceEqual(measures.OrderBy(pair => pair.Key));
        Assert.Equal(isLess, Clamping.Applies(measures, days));
    }

    [Fact]
    public void Apply_NamesOfSevenDays_CountUpToSevenTimesTheLimit()
    {
        var names = Enumerable.Range(0, 7 * Clamping.NamesOfDimension).Select(number => ($"tool-{number:D4}", 2L)).ToArray();
        Assert.Equal(Measures(names), Apply(7, [.. names, ("a", 1L)]));
    }

    [Fact]
    public void Apply_ASumOfSevenDays_ShrinksToSevenTimesTheLimit()
    {
        var names = Enumerable.Range(0, 20).Select(number => ($"tool-{number:D2}", 14_000L)).ToArray();
        Assert.Equal(Measures([.. names.Select(name => (name.Item1, 7_000L))]), Apply(7, names));
    }

    [Fact]
    public void CutNames_EqualOnes_KeepsTheOrdinallyFirst()
    {
        var tools = Enumerable.Range(0, Clamping.NamesOfDimension + 1).Select(number => Given.Tool($"tool-{number:D3}", 1)).ToList();
        Assert.Equal(tools.SkipLast(1), Clamping.CutNames(Given.Report(tools)).Counts);
    }

    [Fact]
    public void Report_ASumBeyondItsLimit_ReportsEveryNameOfTheDimension()
    {
        var tools = Enumerable.Range(0, 20).Select(number => Given.Tool($"tool-{number:D2}", 2_000)).ToList();
        Assert.Equal(
            tools.Select(tool => new ClampedCount { Day = 0, Dimension = Dimension.Tool, Name = tool.Name, Counted = 1_000 }),
            Clamping.Report(Given.Cells(AgentClient.Codex, Given.Day(Given.Monday, 1, tools)))
        );
    }

    private static Dictionary<UsageName, Measure> Apply(int days, params (string Name, long Calls)[] names) =>
        Clamping.Apply(Measures(names), days).ToDictionary();

    private static Dictionary<UsageName, Measure> Measures(params (string Name, long Calls)[] names) =>
        Named([.. names.Select(name => (name.Name, new Measure(name.Calls, 0, 0, 0, 0)))]);

    private static Dictionary<UsageName, Measure> Named(params (string Name, Measure Measure)[] names) =>
        names.ToDictionary(name => new UsageName(Dimension.Tool, name.Name), name => name.Measure);
}
