using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class SubmitterUsageTests
{
    private const AgentClient Claude = AgentClient.ClaudeCode;
    private const AgentClient Codex = AgentClient.Codex;

    [Fact]
    public void Of_CellsOfSeveralDays_AddsThemUp() =>
        AssertUsage(
            reports: 2, [Claude], [("Bash", new(5, 0, 0, 0, 0)), ("Read", new(1, 0, 0, 0, 0))],
            Cell(0, Claude, Given.Tool("Bash", 2)),
            Cell(1, Claude, Given.Tool("Bash", 3), Given.Tool("Read", 1)));

    [Fact]
    public void Of_CellsAndSnapshotsOfOneClient_CountsTheCells() =>
        AssertUsage(
            reports: 1, [Claude], [("Bash", new(2, 0, 0, 0, 0))],
            Cell(0, Claude, Given.Tool("Bash", 2)),
            Given.Snapshot(Given.Friday, 900, Claude, Given.Tool("Bash", 900)));

    [Fact]
    public void Of_CellsOfOneAndASnapshotOfAnotherClient_CountsBoth() =>
        AssertUsage(
            reports: 2, [Claude, Codex], [("Bash", new(12, 0, 0, 0, 0))],
            Cell(0, Claude, Given.Tool("Bash", 2)),
            Given.Snapshot(Given.Friday, 900, Codex, Given.Tool("Bash", 10)));

    [Fact]
    public void Of_SeveralSnapshotsOfADay_CountsTheOneWithMostEvents() =>
        AssertUsage(
            reports: 1, [Claude], [("Bash", new(2, 0, 0, 0, 0))],
            Given.Snapshot(Given.Friday.AddHours(2), 40, Claude, Given.Tool("Bash", 1)),
            Given.Snapshot(Given.Friday, 41, Claude, Given.Tool("Bash", 2)),
            Given.Snapshot(Given.Friday.AddHours(1), 39, Claude, Given.Tool("Bash", 3)));

    [Fact]
    public void Of_SnapshotsOfSeveralDays_CountsOneOfTheLast() =>
        AssertUsage(
            reports: 1, [Claude], [("Bash", new(2, 0, 0, 0, 0))],
            Given.Snapshot(Given.Friday.AddDays(-1), 900, Claude, Given.Tool("Bash", 9)),
            Given.Snapshot(Given.Friday, 41, Claude, Given.Tool("Bash", 2)));

    /// <summary>Each day's median is weighted by its timed calls; for an even number, the lower of the two middle values.</summary>
    [Theory]
    [InlineData(null, "100*4")]
    [InlineData(100, "100*5")]
    [InlineData(100, "100*3", "900*2")]
    [InlineData(100, "900*3", "100*3")]
    [InlineData(900, "100*2", "900*3")]
    [InlineData(50, "900*2", "50*1", "10*2")]
    public void MedianMsOf_SeveralDays_IsThatOfTheirMediansByCalls(int? median, params string[] days)
    {
        var cells = days.Select((day, number) => Cell(number, Claude, Given.Tool("Bash", 9) with
        {
            MedianMs = int.Parse(day.Split('*')[0]),
            TimedCalls = int.Parse(day.Split('*')[1]),
        })).ToList();
        var bash = new UsageName(Dimension.Tool, "Bash");
        Assert.Equal(median, SubmitterUsage.Compute(cells).MedianMsOf(bash));
        Assert.Equal(median, SubmitterUsage.Compute(Enumerable.Reverse(cells).ToList(), StatsWindowKind.FourWeeks).MedianMsOf(bash));
        Assert.Null(SubmitterUsage.Compute(cells).MedianMsOf(new(Dimension.Tool, "Read")));
    }

    [Fact]
    public void Of_FourWeeks_CountsEachWeekByItself()
    {
        StoredRow[] rows =
        [
            Cell(0, Claude, Given.Tool("Bash", 2)),
            Given.Snapshot(Given.Friday, 41, Claude, Given.Tool("Bash", 9)),
            Given.Snapshot(Given.Friday.AddDays(7), 41, Claude, Given.Tool("Bash", 20)),
            Given.Snapshot(Given.Friday.AddDays(6), 90, Claude, Given.Tool("Bash", 99)),
        ];
        Assert.Equal(22, SubmitterUsage.Compute(rows, StatsWindowKind.FourWeeks).Measures[new(Dimension.Tool, "Bash")].Calls);
        Assert.Equal(2, SubmitterUsage.Compute(rows, StatsWindowKind.Week).Measures[new(Dimension.Tool, "Bash")].Calls);
    }

    [Fact]
    public void Of_SnapshotsWithEqualEvents_CountsTheNewest() =>
        AssertUsage(
            reports: 1, [Claude], [("Bash", new(2, 0, 0, 0, 0))],
            Given.Snapshot(Given.Friday, 40, Claude, Given.Tool("Bash", 1)),
            Given.Snapshot(Given.Friday.AddHours(1), 40, Claude, Given.Tool("Bash", 2)));

    [Fact]
    public void Of_SnapshotsOfOneHourWithEqualEvents_CountsTheOrdinallyLastContent()
    {
        var one = Given.Snapshot(Given.Friday, 40, Claude, Given.Tool("Bash", 1)) with { ContentHash = "0f" };
        var other = Given.Snapshot(Given.Friday, 40, Claude, Given.Tool("Bash", 2)) with { ContentHash = "f0" };
        AssertUsage(reports: 1, [Claude], [("Bash", new(2, 0, 0, 0, 0))], one, other);
    }

    [Fact]
    public void Of_ClientsOfOneDay_AreAddedUpBeforeTheyAreClamped() =>
        AssertUsage(
            reports: 2, [Claude, Codex], [("Bash", new(2_000, 1_000, 500, 1_000, 100))],
            Cell(0, Claude, Given.Tool("Bash", 2_000, 2_000, errors: 1_000, rejections: 200)),
            Cell(0, Codex, Given.Tool("Bash", 2_000)));

    [Fact]
    public void Of_DaysBeyondTheLimitOfADay_AreClampedEachByItself() =>
        AssertUsage(
            reports: 2, [Claude], [("Bash", new(2_010, 0, 0, 0, 0))],
            Cell(0, Claude, Given.Tool("Bash", 5_000)),
            Cell(1, Claude, Given.Tool("Bash", 10)));

    [Fact]
    public void Of_SnapshotsOfTwoClients_AreAddedUpBeforeTheyAreClamped() =>
        AssertUsage(
            reports: 2, [Claude, Codex], [("Bash", new(14_000, 0, 0, 0, 0))],
            Given.Snapshot(Given.Friday, 1, Claude, Given.Tool("Bash", 10_000)),
            Given.Snapshot(Given.Friday, 1, Codex, Given.Tool("Bash", 10_000)));

    [Fact]
    public void Of_RowsThatDidNotMeasure_AreInNoDenominator() =>
        AssertUsage(
            reports: 2, [Claude, Codex], [("Bash", new(30, 10, 0, 10, 0))],
            Cell(0, Claude, Given.Tool("Bash", 10, 10, errors: 0, rejections: 0)),
            Cell(0, Codex, Given.Tool("Bash", 20)));

    [Fact]
    public void Of_NobodyMeasuredEdits_IsNullAndNotZero() => Assert.Null(SubmitterUsage.Compute([Cell(0, Claude)]).EditsWithoutRead);

    [Fact]
    public void Of_SomeMeasuredEdits_AddsThoseUp() =>
        Assert.Equal(3, SubmitterUsage.Compute([Edits(0, 3), Cell(1, Claude), Edits(2, 0)]).EditsWithoutRead);

    [Fact]
    public void Of_EditsBeyondTheCallsOfADay_AreClamped() =>
        Assert.Equal(2_001, SubmitterUsage.Compute([Edits(0, 90_000), Edits(1, 1)]).EditsWithoutRead);

    [Fact]
    public void Of_EditsOfASnapshot_AreClampedToThoseOfSevenDays()
    {
        var snapshot = Given.Snapshot(Given.Friday, 41, Claude);
        snapshot = snapshot with { Report = snapshot.Report with { EditsWithoutRead = 90_000 } };
        Assert.Equal(14_000, SubmitterUsage.Compute([snapshot]).EditsWithoutRead);
    }

    [Fact]
    public void Of_AClientThatDoesNotTellItsName_HasTheEmptyName() =>
        AssertUsage(reports: 1, [AgentClient.Unknown], [], Cell(0, AgentClient.Unknown));

    [Fact]
    public void Of_NoRows_IsNothing() => AssertUsage(reports: 0, [], []);

    private static StoredRow.Cell Cell(int day, AgentClient client, params UsageCount[] counts) =>
        Given.Cell(Given.Monday.AddDays(day), client, counts);

    private static StoredRow.Cell Edits(int day, int edits)
    {
        var cell = Cell(day, Claude);
        return cell with { Report = cell.Report with { EditsWithoutRead = edits } };
    }

    /// <summary>Compares all counts, for the rows in every order.</summary>
    private static void AssertUsage(int reports, AgentClient[] clients, (string Tool, Measure Measure)[] tools, params StoredRow[] rows)
    {
        var expected = tools.Select(tool => KeyValuePair.Create(new UsageName(Dimension.Tool, tool.Tool), tool.Measure))
            .Concat(clients.Select(client => KeyValuePair.Create(new UsageName(Dimension.Client, client.ToName()), default(Measure))))
            .OrderBy(pair => pair.Key);
        Assert.All(Given.OrdersOf(rows), order =>
        {
            var usage = SubmitterUsage.Compute(order);
            Assert.Equal((reports, expected.AsEnumerable()), (usage.Reports, usage.Measures.OrderBy(pair => pair.Key)), (left, right) =>
                left.Item1 == right.Item1 && left.Item2.SequenceEqual(right.Item2));
        });
    }
}
