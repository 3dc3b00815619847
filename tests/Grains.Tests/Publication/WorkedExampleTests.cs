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

    [Fact]
    public void Tables_OfTheExample_AreWhatTheHandFound()
    {
        var tally = new WeekTally();
        Add(tally, 40, Given.Tool("Bash", 10, 10, errors: 1, rejections: 0));
        Add(tally, 20, Given.Tool("Bash", 30, 20, errors: 4, rejections: 1));
        Add(tally, 1, Given.Tool("Bash", 5_000));
        Add(tally, 3, Given.Tool("Read", 1));

        var told = new PublicationRules(Limits, Given.Names, SecretOfTheExample()).Tell(Given.Week, tally);
        var tables = new StatsTables(ToldCells.Of(StatsQuery.NewestWeek, told, Given.Names, Limits), Limits);

        Assert.Equal(
            [
                new ToolStats
                {
                    ToolName = "Bash", UniqueSubmitters = 50, Adoption = 0.83, TotalCalls = null, AvgCallsPerSubmitter = null,
                    CallsMedian = 10, CallsP25 = 10, CallsP75 = 30, CallsP10 = null, CallsP90 = null,
                    ObservedCalls = 800, TotalErrors = 120, ErrorRate = 0.15, ErrorRateMedian = null, TotalRejections = 20, RejectionRate = 0.02,
                },
            ],
            tables.Tools());
        Assert.Equal((60L, 64L), (tables.Overview(Given.Monday, Given.Week.LastDay).UniqueSubmitters!.Value, tables.Overview(Given.Monday, Given.Week.LastDay).TotalSubmissions!.Value));
    }

    /// <summary>One person more on the side of the forty, and no twenty can move the middle.</summary>
    [Theory]
    [InlineData(40, null)]
    [InlineData(41, 0.1)]
    public void ErrorRateMedian_OfTheExample_IsToldWhereTwentyCannotMoveIt(int lower, double? median)
    {
        var tally = new WeekTally();
        Add(tally, lower, Given.Tool("Bash", 10, 10, errors: 1));
        Add(tally, 60 - lower, Given.Tool("Bash", 30, 20, errors: 4));
        var told = new PublicationRules(Limits, Given.Names, SecretOfTheExample()).Tell(Given.Week, tally);
        Assert.Equal(median, told.Single(cell => cell.Key == Bash).Figures.ErrorRateMedian);
    }

    private static void Add(WeekTally tally, int submitters, UsageCount count)
    {
        for (var number = 0; number < submitters; number++)
        {
            tally.Add([Given.Cell(Given.Monday, AgentClient.ClaudeCode, count)]);
        }
    }

    /// <summary>The first secret that draws the example's margins and offsets.</summary>
    private static PublicationSecret SecretOfTheExample() => Enumerable.Range(0, 1_000_000)
        .Select(number => new PublicationSecret([.. BitConverter.GetBytes(number), .. new byte[PublicationSecret.Length - sizeof(int)]]))
        .First(secret => SecretMargin.Of(secret, Bash, Given.Week, Limits) == 7
            && Rounding.OffsetOf(secret, Bash, Limits) == 2
            && SecretMargin.Of(secret, Everything, Given.Week, Limits) == 1
            && Rounding.OffsetOf(secret, Everything, Limits) == 3);
}
