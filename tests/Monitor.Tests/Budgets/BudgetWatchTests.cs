using ToolTime.Monitor.Budgets;
using ToolTime.Monitor.Events;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Tests.Budgets;

/// <summary>Each threshold once in a period, also over restarts.</summary>
public sealed class BudgetWatchTests : IDisposable
{
    private static readonly decimal[] Spendings = [10, 15.9m, 16, 18, 20, 25, 30];

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly ToolTimeHome _home = new(Path.Combine(Directory.CreateTempSubdirectory("tooltime-alerts-").FullName, "home"));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_home.Path)!, recursive: true);

    [Fact]
    public void Check_AsABudgetIsSpent_AlertsAt80AndAt100Once()
    {
        var alerts = new BudgetWatch(_home);

        var thresholds = Spendings
            .Select(spent => alerts.Check(Spent(spent), _ => 3, Now).Cast<BudgetAlert>().Select(alert => alert.Threshold).ToList())
            .ToList();

        Assert.Equal([[], [], [80], [], [100], [], []], thresholds);
    }

    [Fact]
    public void Check_InAProcessThatBeganAgain_DoesNotRepeat()
    {
        Assert.Single(new BudgetWatch(_home).Check(Spent(17), _ => 3, Now));

        var alerts = new BudgetWatch(_home);

        Assert.Empty(alerts.Check(Spent(18), _ => 3, Now));
        Assert.Single(alerts.Check(Spent(21), _ => 3, Now));
    }

    [Fact]
    public void Check_InTheNextPeriod_AlertsAgain()
    {
        var alerts = new BudgetWatch(_home);
        Assert.Single(alerts.Check(Spent(17), _ => 3, Now));

        Assert.Single(alerts.Check(Spent(17) with { Day = new DateOnly(2026, 11, 21) }, _ => 3, Now.AddDays(1)));
    }

    [Fact]
    public void Check_AtOnceBeyondBoth_IsOneAlert() =>
        Assert.Equal(100, Assert.IsType<BudgetAlert>(Assert.Single(new BudgetWatch(_home).Check(Spent(50), _ => 3, Now))).Threshold);

    [Fact]
    public void Check_AnOfficialLimit_IsSaidAsOfficialUntilItsReset()
    {
        var resets = Now.AddHours(2).ToUnixTimeSeconds();
        var alerts = new BudgetWatch(_home);
        var spending = Spent(0) with { Limits = new OfficialLimits { At = 0, FiveHour = new LimitUse(85, resets) } };

        var alert = Assert.IsType<TokenThreshold>(Assert.Single(alerts.Check(spending, _ => 3, Now)));

        Assert.Equal(("five_hour", "official", 80, null, null), (alert.Window, alert.Source, alert.Threshold, alert.Current, alert.Limit));
        Assert.Empty(alerts.Check(spending, _ => 3, Now));
        Assert.Empty(new BudgetWatch(_home).Check(spending, _ => 3, Now.AddHours(3)));
    }

    [Fact]
    public void Check_AnEndThatMovesBySeconds_IsTheSamePeriod()
    {
        var alerts = new BudgetWatch(_home);
        Assert.Equal([1, 0, 0, 1], new[] { (0, 7200), (60, 7201), (7199, 7203), (7201, 25_200) }.Select(time =>
        {
            var (now, resets) = (Now.AddSeconds(time.Item1), Now.AddSeconds(time.Item2).ToUnixTimeSeconds());
            var limits = new OfficialLimits { At = now.ToUnixTimeSeconds(), FiveHour = new LimitUse(85, resets) };
            return alerts.Check(Spent(0) with { Limits = limits }, _ => 3, now).Count();
        }));
    }

    [Fact]
    public void Check_AnOverspentLimitInDollars_SaysHowMuch()
    {
        var spent = new LimitUse(101, 0) { UsedUsd = 50.5m, LimitUsd = 50 };
        var spending = Spent(0) with { Limits = new OfficialLimits { At = Now.ToUnixTimeSeconds(), SpendLimit = spent } };

        var alert = Assert.IsType<TokenThreshold>(Assert.Single(new BudgetWatch(_home).Check(spending, _ => 3, Now)));

        Assert.Equal((50.5m, 50, 101, 100), (alert.Current, alert.Limit, alert.Percentage, alert.Threshold));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    public void Check_ALimitWhoseEndIsNotKnown_IsOverAfterItsLength(int seconds)
    {
        var at = Now.AddHours(-5).ToUnixTimeSeconds();
        var spending = Spent(0) with { Limits = new OfficialLimits { At = at - seconds, FiveHour = new LimitUse(85, 0) } };

        Assert.Equal(seconds < 0 ? 1 : 0, new BudgetWatch(_home).Check(spending, _ => 3, Now).Count());
    }

    [Fact]
    public void Check_ABudget_IsAlertedWithItsOwnRate()
    {
        var alert = Assert.IsType<BudgetAlert>(Assert.Single(new BudgetWatch(_home).Check(Spent(17), _ => 1.5m, Now)));

        Assert.Equal((1.5m, "2026-11-20T14:00:00Z"), (alert.BurnRate, alert.Depletion!.At));
    }

    [Theory]
    [InlineData(3, "2026-11-20T13:00:00Z", "2026-11-20T14:46:40Z")]
    [InlineData(0.5, "2026-11-20T18:00:00Z", null)]
    [InlineData(0.25, null, null)]
    public void DepletionOf_ABudgetOfADay_IsBeforeMidnight(double usdPerHour, string? at, string? latest)
    {
        var depletion = Spent(17).DepletionOf(0, (decimal)usdPerHour, Now);

        Assert.Equal((at, latest), (depletion?.At, depletion?.Latest));
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
        Ends = [new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)],
        Day = new DateOnly(2026, 11, 20),
        Snapshot = null!,
    };
}
