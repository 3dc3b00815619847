using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>The example that docs/statistics.md works by hand.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void Tables_OfTheExample_AreWhatTheHandFound()
    {
        var tables = new Crowd()
            .With(16, Given.Tool("Bash", 20, 20, errors: 2, rejections: 0))
            .With(8, Given.Tool("Bash", 50, 40, errors: 12, rejections: 2))
            .With(1, Given.Tool("Bash", 5_000))
            .With(5, Given.Tool("Read", 1))
            .Tables();
        Assert.Equal(
            [
                new ToolStats
                {
                    ToolName = "Bash",
                    UniqueSubmitters = 25,
                    Adoption = 0.83,
                    AdoptionLow = 0.66,
                    AdoptionHigh = 0.93,
                    TotalCalls = 2_700,
                    AvgCallsPerSubmitter = 110,
                    CallsMedian = 20,
                    CallsP25 = 20,
                    CallsP75 = 50,
                    CallsP10 = null,
                    CallsP90 = null,
                    ObservedCalls = null,
                    TotalErrors = null,
                    ErrorRate = 0.2,
                    ErrorRateP25 = 0.1,
                    ErrorRateMedian = 0.1,
                    ErrorRateP75 = 0.3,
                    TotalRejections = null,
                    RejectionRate = 0.025,
                },
            ],
            tables.Tools());
        var overview = tables.Overview(Given.Monday, Given.Week.LastDay);
        Assert.Equal((30L, 30L), (overview.UniqueSubmitters!.Value, overview.TotalSubmissions!.Value));
    }
}
