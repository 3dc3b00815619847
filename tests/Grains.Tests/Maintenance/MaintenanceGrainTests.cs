using System.Globalization;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Maintenance;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Maintenance;

public sealed class MaintenanceGrainTests : GrainTest
{
    private static readonly DateTimeOffset PublishTime = new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero);

    [Fact]
    public async Task RunStepAsync_NothingKept_IsIdle() => Assert.Equal(new MaintenanceStep.Idle(), await Maintenance.RunStepAsync());

    [Fact]
    public async Task RunStepAsync_TheDayIsNotOver_IsIdle()
    {
        await SubmitAsync(1, new(2026, 11, 20));
        Host.Clock.Now = new(2026, 11, 20, 23, 59, 59, TimeSpan.Zero);
        Assert.Equal(["idle"], await RunAllAsync());
        Host.Clock.Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(["2026-11-20", "idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_ALateCell_RollsItsDayUpAgain()
    {
        await SubmitAsync(1, Given.Monday);
        Assert.Equal(["2026-11-16", "7d 2026-11-19", "idle"], await RunAllAsync());
        await SubmitAsync(2, Given.Monday);
        Assert.Equal(["2026-11-16", "idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_BeforeTheGraceIsOver_PublishesNothing()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = PublishTime.AddTicks(-1);
        Assert.Equal(["2026-11-16", "7d 2026-11-24", "idle"], await RunAllAsync());
        Host.Clock.Now = PublishTime;
        Assert.Equal(["2026-W47", "7d 2026-11-25", "idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_AfterWeeksOff_CatchesUpDaysBeforeWeeksInOrder()
    {
        await SubmitAsync(1, Given.Monday.AddDays(8));
        await SubmitAsync(1, Given.Monday.AddDays(6));
        await SubmitAsync(2, Given.Monday);
        await Submitter(3).SubmitAsync(Given.Snapshots(Given.Friday.AddDays(-7), 40));
        await Host.RestartAsync();
        Host.Clock.Now = PublishTime.AddDays(21);
        Assert.Equal(
            ["2026-11-16", "2026-11-22", "2026-11-24", "2026-W46", "2026-W47", "2026-W48", "2026-W49", "2026-W50", "7d 2026-12-16", "idle"],
            await RunAllAsync());
    }

    /// <summary>A quarter past midnight, but for days that may not be published: an ISO week's, and those of two epochs.</summary>
    [Theory]
    [InlineData("2026-11-21T00:14:59Z", "2026-11-19")]
    [InlineData("2026-11-21T00:15:00Z", "2026-11-20")]
    [InlineData("2026-11-22T00:15:00Z", "2026-11-21")]
    [InlineData("2026-11-23T00:15:00Z", "2026-11-21")]
    [InlineData("2026-11-24T00:15:00Z", "2026-11-23")]
    [InlineData("2026-12-07T00:15:00Z", "2026-11-28")]
    [InlineData("2026-12-08T00:15:00Z", "2026-12-07")]
    public async Task RunStepAsync_ReportsAreThere_PublishesTheNewestSevenDaysOnce(string now, string lastDay)
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        Assert.Equal([lastDay], (await RunAllAsync()).Where(step => step.StartsWith("7d ", StringComparison.Ordinal)).Select(step => step[3..]));
        Assert.Equal(["idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_AWeekIsPublished_MakesLaterRowsLate()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = PublishTime;
        await RunAllAsync();
        Assert.Equal(new SubmissionOutcome.Late(), await SubmitAsync(2, Given.Monday));
        Assert.Equal(["idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_RowsPastTheirTime_ArePurgedAfterAllElse()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = new(2027, 2, 14, 0, 0, 0, TimeSpan.Zero);
        var steps = await RunAllAsync();
        Assert.Equal(["2026-11-16", "2026-W47"], steps.Take(2));
        Assert.Equal(["2027-W05", "7d 2027-02-12", "idle"], steps.TakeLast(3));

        Host.Clock.Now = new(2027, 2, 15, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(["7d 2027-02-13", "purged 2026-11-16", "idle"], await RunAllAsync());
        Host.Clock.Now = new(2027, 2, 19, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(["2027-W06", "7d 2027-02-17", "purged 2026-11-20", "idle"], await RunAllAsync());
        Assert.Equal(["idle"], await RunAllAsync());
    }
}
