using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Tests.Sharing;

public sealed class UploadScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Theory]
    [InlineData(23, 99, false)]
    [InlineData(24, 0, true)]
    [InlineData(0, 100, true)]
    [InlineData(-1, 0, true)]
    public void Decide_HoursAndEventsSinceTheLast_DecideWhetherItIsTime(int hours, int gathered, bool isDue) =>
        Assert.Equal(isDue, UploadSchedule.Decide(new(), Now.AddHours(-hours), gathered, Now).IsDue);

    [Fact]
    public void Decide_NotYet_SaysWhenAndHowManyEventsAreMissing() =>
        Assert.Equal(new UploadDecision(false, Now.AddHours(20), 60), UploadSchedule.Decide(new(), Now.AddHours(-4), 40, Now));

    [Fact]
    public void Decide_EightReportsToday_WaitsForTheNextDay()
    {
        var state = new UploadState { Day = Today, Requests = 8 };
        var midnight = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(new UploadDecision(false, midnight, null), UploadSchedule.Decide(state, Now.AddDays(-1), 500, Now));
        Assert.True(UploadSchedule.Decide(state, Now, 500, midnight).IsDue);
        Assert.True(UploadSchedule.Decide(state with { Requests = 7 }, Now, 500, Now).IsDue);
    }

    [Fact]
    public void Decide_RestThatTheLimitLeft_GoesAsSoonAsItMay() =>
        Assert.True(UploadSchedule.Decide(new() { Day = Today.AddDays(-1), Requests = 8, IsUnfinished = true }, Now, 0, Now).IsDue);

    [Fact]
    public void Decide_AfterAFailure_WaitsForTheBackOffAndThenForNothingElse()
    {
        var state = new UploadState { Failures = 1, NotBefore = Now.AddMinutes(5) };
        Assert.Equal(new UploadDecision(false, Now.AddMinutes(5), null), UploadSchedule.Decide(state, Now, 0, Now));
        Assert.True(UploadSchedule.Decide(state, Now, 0, Now.AddMinutes(5)).IsDue);
    }

    [Fact]
    public void Decide_BackOffFromAClockThatWasWrong_IsNotWaitedFor() =>
        Assert.True(UploadSchedule.Decide(new() { Failures = 1, NotBefore = Now.AddYears(1) }, Now, 0, Now).IsDue);

    [Fact]
    public void For_AnotherServer_DoesNotWait()
    {
        var state = new UploadState { Failures = 1, NotBefore = Now.AddMinutes(5), Server = "https://one.example" };
        Assert.Equal(state, state.For("https://one.example"));
        Assert.Equal(state with { NotBefore = null }, state.For("https://other.example"));
        Assert.Equal(state with { Server = null }, (state with { Server = null }).For("https://other.example"));
    }

    [Theory]
    [InlineData(1, 0.0, 5)]
    [InlineData(1, 1.0, 10)]
    [InlineData(2, 1.0, 20)]
    [InlineData(5, 0.5, 120)]
    [InlineData(8, 1.0, 720)]
    [InlineData(1000, 1.0, 720)]
    public void BackOff_FailuresInARow_DoubleItUpToTwelveHours(int failures, double random, double minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), UploadSchedule.BackOff(failures, random, null));

    [Theory]
    [InlineData(30, 5)]
    [InlineData(3600, 60.5)]
    [InlineData(999999999, 24 * 60)]
    public void BackOff_RetryAfter_CountsUpToADay(int seconds, double minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), UploadSchedule.BackOff(1, 0, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void FailuresOf_AnotherServer_AreNone()
    {
        var state = new UploadState { Server = "https://a.example.org", Failures = 8 };
        Assert.Equal((8, 0), (state.FailuresOf("https://a.example.org"), state.FailuresOf("https://b.example.org")));
    }
}
