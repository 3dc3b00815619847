using ToolTime.Grains.Privacy;
using ToolTime.Grains.Tests.Publication;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

/// <summary>The threshold, and which sums may be published together.</summary>
public sealed class PublicationRulesTests
{
    private static readonly UsageCount Bash = Given.Tool("Bash", 20, 10, errors: 1, rejections: 2);

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 10L)]
    public void Publish_AtAndUnderTheThreshold_IsTheNameOrNothing(int submitters, long? published) =>
        Assert.Equal(published, new Crowd().With(submitters, Bash).With(30).Tool("Bash")?.Submitters);

    [Fact]
    public void Publish_ANameWithoutCalls_IsNotUsed() => Assert.Null(new Crowd().With(10, Given.Tool("Bash", 0)).Tool("Bash"));

    [Fact]
    public void Publish_TenSubmitters_HasEveryFigureButOuterQuantiles() =>
        Assert.Equal(
            new()
            {
                Submitters = 10,
                Calls = 200,
                ObservedCalls = 100,
                Errors = 10,
                Rejections = 20,
                ErrorRate = 0.1,
                RejectionRate = 0.2,
                CallsAverage = 20,
                ErrorRateMedian = 0.1,
                CallsMedian = 20,
            },
            new Crowd().With(10, Bash).Tool("Bash"));

    [Theory]
    [InlineData(19, null, null)]
    [InlineData(20, 5.0, null)]
    [InlineData(49, 13.0, null)]
    [InlineData(50, 13.0, 5.0)]
    public void Publish_QuartilesAndDeciles_FromTheirNumbersOn(int submitters, double? quartile, double? decile)
    {
        var bash = new Crowd().With(submitters, number => [Given.Tool("Bash", 1 + number)]).Tool("Bash")!;
        Assert.Equal((quartile, decile), (bash.CallsP25, bash.CallsP10));
    }

    [Theory]
    [InlineData(9, null, null)]
    [InlineData(10, 210.0, null)]
    [InlineData(20, 210.0, 210.0)]
    public void Publish_Durations_FromTheirNumbersOn(int timed, double? median, double? quartile)
    {
        var crowd = new Crowd()
            .With(timed, number => [Given.Tool("Bash", 6) with { MedianMs = 201 + number, TimedCalls = 5 }])
            .With(20, Given.Tool("Bash", 6) with { MedianMs = 9_000, TimedCalls = 4 });
        Assert.Equal((median, quartile), (crowd.Tool("Bash")!.DurationMedian, crowd.Tool("Bash")!.DurationP25));
    }

    /// <summary>Unlisted names have nothing else in common.</summary>
    [Fact]
    public void Publish_DurationsOfABucket_AreNone() =>
        Assert.Null(new Crowd().With(30, Given.Tool("", 6) with { MedianMs = 200, TimedCalls = 5 }).Tool("")!.DurationMedian);

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 0.25)]
    public void Publish_TypedSkills_AreAShareOfWhatWasMeasured(int measured, double? rate)
    {
        var pdf = new Crowd()
            .With(measured, Given.Of(Dimension.Skill, "pdf", 4) with { ByUser = 1 })
            .With(20, Given.Of(Dimension.Skill, "pdf", 4))
            .Cells()
            .Single(cell => cell.Key == new CellKey(null, new(Dimension.Skill, "pdf")));
        Assert.Equal(rate, pdf.Figures.TypedRate);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(0)]
    public void Publish_TooFewObservers_HasNoErrorsAndNoRate(int observers)
    {
        var bash = new Crowd().With(observers, Bash).With(20, Given.Tool("Bash", 20)).Tool("Bash")!;
        Assert.Equal((null, null, null, null), (bash.ObservedCalls, bash.Errors, bash.ErrorRate, bash.RejectionRate));
        Assert.NotNull(bash.Calls);
    }

    /// <summary>The difference between calls and observed calls would be theirs.</summary>
    [Theory]
    [InlineData(0, 300L)]
    [InlineData(1, null)]
    [InlineData(9, null)]
    [InlineData(10, 300L)]
    public void Publish_AFewHaveCallsThatWereNotObserved_HasTheRateAndNoSums(int unobserved, long? observedCalls)
    {
        var whole = Given.Tool("Bash", 10, 10, errors: 1);
        var bash = new Crowd().With(30, whole).With(unobserved, Given.Tool("Bash", 10)).Tool("Bash")!;
        Assert.Equal((observedCalls, 0.1), (bash.ObservedCalls, bash.ErrorRate));
    }

    [Fact]
    public void Publish_AClient_HasRatesAndQuantilesAndNoSums()
    {
        var cells = new Crowd().With(20, Bash).Cells();
        var bash = cells
            .Single(cell => cell.Key == new Grains.Privacy.CellKey(AgentClient.ClaudeCode, new(Dimension.Tool, "Bash")))
            .Figures;
        Assert.Equal((20L, null, null, null, null), (bash.Submitters, bash.Calls, bash.ObservedCalls, bash.Errors, bash.CallsAverage));
        Assert.Equal(
            (0.1, 0.1, 20.0, 20.0),
            (bash.ErrorRate!.Value, bash.ErrorRateMedian!.Value, bash.CallsMedian!.Value, bash.CallsP25!.Value)
        );
    }

    [Fact]
    public void Publish_FourWeeks_HaveRatesAndQuantilesAndNoSums()
    {
        var cells = new Crowd().With(20, Bash).Cells(StatsWindowKind.FourWeeks);
        Assert.All(cells, cell =>
            Assert.Equal(
                (null, null, null, null, null),
                (cell.Figures.Calls, cell.Figures.ObservedCalls, cell.Figures.Errors, cell.Figures.Rejections, cell.Figures.CallsAverage)
            )
        );
        var bash = cells.Single(cell => cell.Key == new Grains.Privacy.CellKey(null, new(Dimension.Tool, "Bash"))).Figures;
        Assert.Equal((20L, 0.1, 20.0), (bash.Submitters, bash.ErrorRate!.Value, bash.CallsMedian!.Value));
    }

    [Fact]
    public void Publish_AClientThatNamesItselfNot_IsInNoCellOfItsOwn() =>
        Assert.DoesNotContain(new Crowd().With(20, _ => [Bash], AgentClient.Unknown).Cells(), cell => cell.Key.Client is not null);

    [Theory]
    [InlineData(9, 12, 12, null, 24L)]
    [InlineData(9, 12, 30, null, 60L)]
    [InlineData(10, 12, 30, 24L, 60L)]
    public void Publish_AToolOfAServerIsSuppressed_SuppressesTheSumOfTheSmallest(
        int few,
        int some,
        int many,
        long? someCalls,
        long? manyCalls
    )
    {
        var crowd = new Crowd()
            .With(few, Given.Tool("mcp__github__search_code", 2))
            .With(some, Given.Tool("mcp__github__create_issue", 2))
            .With(many, Given.Tool("mcp__github__list_issues", 2));
        Assert.Equal(
            (someCalls, manyCalls),
            (crowd.Tool("mcp__github__create_issue")!.Calls, crowd.Tool("mcp__github__list_issues")!.Calls)
        );
        Assert.Equal(
            (some, many),
            (crowd.Tool("mcp__github__create_issue")!.Submitters, crowd.Tool("mcp__github__list_issues")!.Submitters)
        );
    }

    [Fact]
    public void Publish_ASuppressedToolHasTenAlready_SuppressesNoOther()
    {
        // Ten have calls of it, and too few of them have unobserved calls: its observed calls are suppressed, though enough submitters are
        // behind them.
        var crowd = new Crowd()
            .With(12, Given.Tool("mcp__github__search_code", 2, 2, errors: 0)).With(1, Given.Tool("mcp__github__search_code", 2))
            .With(20, Given.Tool("mcp__github__create_issue", 2, 2, errors: 0));
        Assert.Equal(
            (null, 40L),
            (crowd.Tool("mcp__github__search_code")!.ObservedCalls, crowd.Tool("mcp__github__create_issue")!.ObservedCalls)
        );
    }

    [Fact]
    public void Publish_UseOfAny_IsOfEachKindOnce()
    {
        var cells = new Crowd()
            .With(12, Given.Of(Dimension.McpServer, "a", 1), Given.Of(Dimension.McpServer, "b", 1), Given.Of(Dimension.Skill, "", 1))
            .With(20).Cells().Where(cell => cell.Key.Name.IsUseOfAny).ToDictionary(cell => cell.Key.Name.Name, cell => cell.Figures);
        Assert.Equal(
            [("any_mcp_server", 12L, null), ("any_skill", 12L, null), ("any_unlisted", 12L, null)],
            cells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => (cell.Key, cell.Value.Submitters, cell.Value.Calls)));
    }


    [Fact]
    public void Publish_ASumThatAnotherToolHasNobodyBehind_IsNotTakenBack()
    {
        var crowd = new Crowd()
            .With(12, Given.Tool("mcp__github__search_code", 2, 2, errors: 0))
            .With(20, Given.Tool("mcp__github__list_issues", 2));
        Assert.Equal(24, crowd.Tool("mcp__github__search_code")!.ObservedCalls);
    }

    [Fact]
    public void Publish_ASumThatAnotherUnpublishedOneHidesAlready_IsNotTakenBack()
    {
        var crowd = new Crowd()
            .With(12, Given.Tool("mcp__github__search_code", 2, 2, errors: 0)).With(1, Given.Tool("mcp__github__search_code", 2))
            .With(3, Given.Tool("mcp__github__create_issue", 2, 2, errors: 0))
            .With(20, Given.Tool("mcp__github__list_issues", 2, 2, errors: 0));
        Assert.Equal(40, crowd.Tool("mcp__github__list_issues")!.ObservedCalls);
    }
}
