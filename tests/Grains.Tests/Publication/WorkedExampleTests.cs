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

    /// <summary>Margins of 7 for Bash and 1 for the week, offsets of 2 and 3, and 40 and 10 for errors and rejections.</summary>
    private static readonly FixedDraws Secret = new((purpose, cell, _) => (cell, purpose) switch
    {
        ({ Client: null } key, "offset") => key == Bash ? 2 : 3,
        ({ Client: null } key, "margin") => key == Bash ? 7 : 1,
        ({ Client: null } key, "errors") when key == Bash => 15,
        ({ Client: null } key, "lasting errors") when key == Bash => 25,
        ({ Client: null } key, "rejections") when key == Bash => 10,
        _ => 0,
    });

    [Fact]
    public void Tables_OfTheExample_AreWhatTheHandFound()
    {
        var tally = new WeekTally();
        Add(tally, 160, Given.Tool("Bash", 20, 20, errors: 2, rejections: 0));
        Add(tally, 80, Given.Tool("Bash", 50, 40, errors: 12, rejections: 2));
        Add(tally, 1, Given.Tool("Bash", 5_000));
        Add(tally, 3, Given.Tool("Read", 1));

        var told = new PublicationRules(Limits, Given.Names, Secret).Tell(Given.Week, tally);
        var tables = new StatsTables(ToldCells.Of(StatsQuery.NewestWeek, told, Given.Names, Limits), Limits);

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
        var figures = new PublicationRules(Limits, Given.Names, Secret).Tell(Given.Week, tally).Single(cell => cell.Key == Bash).Figures;
        Assert.Equal((median, median is null), (figures.ErrorRateMedian, figures.ErrorRate is null));
    }

    private static void Add(WeekTally tally, int submitters, UsageCount count)
    {
        for (var number = 0; number < submitters; number++)
        {
            tally.Add([Given.Cell(Given.Monday, AgentClient.ClaudeCode, count)]);
        }
    }
}
