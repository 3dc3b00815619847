using ToolTime.Monitor.Overview;

namespace ToolTime.Monitor.Tests.Overview;

public sealed class LiveMinutesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly RecentMinutes _minutes = new();

    [Fact]
    public void Rate_OfTheLastMinutes_IsTheirMean()
    {
        Add(Noon.AddMinutes(-16), 1000, Noon);
        Add(Noon.AddMinutes(-14), 150, Noon);
        Add(Noon, 150, Noon);

        Assert.Equal(20, Rate(Noon));
    }

    [Fact]
    public void Add_AheadOfTheClock_CountsAsOfNowAndHidesNothingThatComesLater()
    {
        Add(Noon.AddYears(70), 150, Noon);
        Assert.Equal(10, Rate(Noon));

        Add(Noon.AddMinutes(1), 150, Noon.AddMinutes(1));
        Assert.Equal(20, Rate(Noon.AddMinutes(1)));
    }

    [Fact]
    public void Add_WhenTheClockWasSetBack_BeginsAgain()
    {
        Add(Noon.AddDays(1), 1000, Noon.AddDays(1));

        Add(Noon, 150, Noon);

        Assert.Equal(10, Rate(Noon));
    }

    [Fact]
    public void Add_AfterALongSleep_ForgetsWhatWasBefore()
    {
        Add(Noon, 1000, Noon);

        Add(Noon.AddDays(3), 150, Noon.AddDays(3));

        Assert.Equal(10, Rate(Noon.AddDays(3)));
    }

    private void Add(DateTimeOffset at, long tokens, DateTimeOffset now) => _minutes.Add(at.ToUnixTimeSeconds(), tokens, 0, () => now);

    private double Rate(DateTimeOffset now) => _minutes.Rate(now.ToUnixTimeSeconds()).TokensPerMinute;
}
