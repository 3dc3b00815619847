using ToolTime.Monitor.Budgets;
using ToolTime.Monitor.Events;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Tests.Budgets;

/// <summary>Each threshold once in a period, also over restarts.</summary>
public sealed class BudgetAlertsTests : IDisposable
{
    private static readonly decimal[] Spendings = [10, 15.9m, 16, 18, 20, 25, 30];

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly ToolTimeHome _home = new(Path.Combine(Directory.CreateTempSubdirectory("tooltime-alerts-").FullName, "home"));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_home.Path)!, recursive: true);

    [Fact]
    public void Check_AsABudgetIsSpent_AlertsAt80AndAt100Once()
    {
        var alerts = new BudgetAlerts(_home);

        var thresholds = Spendings
            .Select(spent => alerts.Check(Spent(spent), Now).Cast<BudgetAlert>().Select(alert => alert.Threshold).ToList())
            .ToList();

        Assert.Equal([[], [], [80], [], [100], [], []], thresholds);
    }

    [Fact]
    public void Check_InAProcessThatBeganAgain_DoesNotRepeat()
    {
        Assert.Single(new BudgetAlerts(_home).Check(Spent(17), Now));

        var alerts = new BudgetAlerts(_home);

        Assert.Empty(alerts.Check(Spent(18), Now));
        Assert.Single(alerts.Check(Spent(21), Now));
    }

    [Fact]
    public void Check_InTheNextPeriod_AlertsAgain()
    {
        var alerts = new BudgetAlerts(_home);
        Assert.Single(alerts.Check(Spent(17), Now));

        Assert.Single(alerts.Check(Spent(17) with { Day = new DateOnly(2026, 11, 21) }, Now.AddDays(1)));
    }

    [Fact]
    public void Check_AtOnceBeyondBoth_IsOneAlert() =>
        Assert.Equal(100, Assert.IsType<BudgetAlert>(Assert.Single(new BudgetAlerts(_home).Check(Spent(50), Now))).Threshold);

    [Fact]
    public void Check_AnOfficialLimit_IsSaidAsOfficialUntilItsReset()
    {
        var resets = Now.AddHours(2).ToUnixTimeSeconds();
        var alerts = new BudgetAlerts(_home);
        var spending = Spent(0) with { Limits = new OfficialLimits { At = 0, FiveHour = new LimitUse(85, resets) } };

        var alert = Assert.IsType<TokenThreshold>(Assert.Single(alerts.Check(spending, Now)));

        Assert.Equal(("five_hour", "official", 80), (alert.Window, alert.Source, alert.Threshold));
        Assert.Empty(alerts.Check(spending, Now));
        Assert.Empty(new BudgetAlerts(_home).Check(spending, Now.AddHours(3)));
    }

    [Fact]
    public void AtEnd_OfAWindowThatHardlyBegan_SaysNothing()
    {
        Assert.Null(WindowForecast.AtEnd(1, TimeSpan.FromMinutes(5), TimeSpan.FromHours(4)));

        var range = WindowForecast.AtEnd(10, TimeSpan.FromHours(2), TimeSpan.FromHours(2))!;
        Assert.Equal(20, range.Expected);
        Assert.InRange(range.Low, 10, 20);
        Assert.True(range.High > 20);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-1, 5)]
    [InlineData(5, 0)]
    public void Depletion_OfNothingLeftOrNothingSpent_IsNone(int left, int rate) => Assert.Null(WindowForecast.Depletion(left, rate));

    [Fact]
    public void Depletion_AtARate_IsWhatIsLeftOverIt()
    {
        var (expected, earliest, latest) = WindowForecast.Depletion(10, 5)!.Value;

        Assert.Equal(TimeSpan.FromHours(2), expected);
        Assert.True(earliest < expected && expected < latest);
    }

    private static SpendingStatus Spent(decimal usd) => new()
    {
        Today = UsageRow.From(new UsageTally()),
        Models = [],
        Window = null,
        Limits = null,
        Budgets =
        [
            new BudgetStatus
            {
                Period = Budget.Day,
                Project = null,
                BudgetUsd = 20,
                SpentUsd = usd,
                UnpricedModels = [],
            },
        ],
        Depletions = [null],
        CostUsdPerHour = 3,
        Day = new DateOnly(2026, 11, 20),
        Snapshot = null!,
    };
}
