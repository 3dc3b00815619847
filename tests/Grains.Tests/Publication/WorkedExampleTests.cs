using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>The example that docs/statistics.md works by hand, under the shipped limits.</summary>
public sealed class WorkedExampleTests
{
    private static readonly PrivacyOptions Limits = new();
    private static readonly CellKey Bash = new(null, new(Dimension.Tool, "Bash"));
    private static readonly CellKey Everything = new(null, UsageName.Everything);

    /// <summary>What the example says was drawn.</summary>
    private static readonly Dictionary<CellKey, SecretDraws> Draws = new()
    {
        [Bash] = new(Margin: 7, Offset: 2, OfErrors: 40, OfRejections: 10),
        [Everything] = new(Margin: 1, Offset: 3, OfErrors: 0, OfRejections: 0),
    };

    [Fact]
    public void Tables_OfTheExample_AreWhatTheHandFound()
    {
        var tally = new WeekTally();
        Add(tally, 160, Given.Tool("Bash", 20, 20, errors: 2, rejections: 0));
        Add(tally, 80, Given.Tool("Bash", 50, 40, errors: 12, rejections: 2));
        Add(tally, 1, Given.Tool("Bash", 5_000));
        Add(tally, 3, Given.Tool("Read", 1));

        var tables = new StatsTables(ToldCells.Of(StatsQuery.NewestWeek, [.. Draws.Keys.Select(key => Told(tally, key))], Given.Names, Limits), Limits);

        Assert.Equal(
            [
                new ToolStats
                {
                    ToolName = "Bash", UniqueSubmitters = 230, Adoption = 0.96, TotalCalls = null, AvgCallsPerSubmitter = null,
                    CallsMedian = 20, CallsP25 = 20, CallsP75 = 50, CallsP10 = 20, CallsP90 = 50,
                    ObservedCalls = 6_400, TotalErrors = 900, ErrorRate = 0.14, ErrorRateMedian = 0.1, TotalRejections = 64, RejectionRate = 0.01,
                },
            ],
            tables.Tools());
        var overview = tables.Overview(Given.Monday, Given.Week.LastDay);
        Assert.Equal((240L, 240L), (overview.UniqueSubmitters!.Value, overview.TotalSubmissions!.Value));
    }

    /// <summary>One person more on the lower side, and no twenty can move the middle.</summary>
    [Theory]
    [InlineData(130, null)]
    [InlineData(131, 0.1)]
    public void ErrorRateMedian_OfTheExample_IsToldWhereTwentyCannotMoveIt(int lower, double? median)
    {
        var tally = new WeekTally();
        Add(tally, lower, Given.Tool("Bash", 20, 20, errors: 2));
        Add(tally, 240 - lower, Given.Tool("Bash", 50, 40, errors: 12));
        var figures = Told(tally, Bash).Figures;
        Assert.Equal((median, median is null), (figures.ErrorRateMedian, figures.ErrorRate is null));
    }

    private static void Add(WeekTally tally, int submitters, UsageCount count)
    {
        for (var number = 0; number < submitters; number++)
        {
            tally.Add([Given.Cell(Given.Monday, AgentClient.ClaudeCode, count)]);
        }
    }

    /// <summary>What the rules tell of a cell for which the example's numbers are drawn, and which has no siblings of whom anything is told.</summary>
    private static PublishedCell Told(WeekTally tally, CellKey key)
    {
        var cell = new CellDraft(key, tally.Cells[key]);
        DetailLevels.Tell(cell, Draws[key].Margin, Limits);
        Steadiness.Hide(cell, Limits);
        Dominance.Hide(cell, Limits);
        return RoundedCell.Of(cell, Draws[key], Limits);
    }
}
