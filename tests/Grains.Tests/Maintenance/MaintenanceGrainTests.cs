using ToolTime.Grains.Tests.Hosting;
using ToolTime.Maintenance;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Maintenance;

public sealed class MaintenanceGrainTests : GrainTest
{
    private static readonly DateTimeOffset WeekEnd = Given.Week.EndExclusive;

    [Fact]
    public async Task RunStepAsync_NothingStored_IsIdle() => Assert.Equal(new MaintenanceStep.Idle(), await Maintenance.RunStepAsync());

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
        Assert.Equal(["2026-11-16", "idle"], await RunAllAsync());
        await SubmitAsync(2, Given.Monday);
        Assert.Equal(["2026-11-16", "idle"], await RunAllAsync());
    }

    /// <summary>Otherwise a server that constantly receives yesterday's reports would do nothing but roll up yesterday.</summary>
    [Fact]
    public async Task RunStepAsync_ADayChangesAfterEachStep_HoldsUpNothingElse()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = WeekEnd;
        List<MaintenanceStep> steps = [];
        for (var submitter = 2; steps is not [.., MaintenanceStep.Idle]; submitter++)
        {
            Assert.InRange(submitter, 2, 20);
            steps.Add(await Maintenance.RunStepAsync());
            await SubmitAsync(submitter, Given.Monday);
        }

        Assert.Equal(
            [
                new MaintenanceStep.RolledUp { Day = Given.Monday },
                new MaintenanceStep.Published { Window = "2026-W47" },
                new MaintenanceStep.Idle(),
            ],
            steps
        );
        Assert.Equal(["2026-11-16", "idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_AWeekEnds_PublishesItThenAndALastTime()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = WeekEnd.AddTicks(-1);
        Assert.Equal(["2026-11-16", "idle"], await RunAllAsync());
        Host.Clock.Now = WeekEnd;
        Assert.Equal(["2026-W47", "idle"], await RunAllAsync());
        Host.Clock.Now = WeekEnd.AddDays(8).AddTicks(-1);
        Assert.Equal(["2026-W48", "4w:2026-W45", "idle"], await RunAllAsync());
        Host.Clock.Now = WeekEnd.AddDays(8);
        Assert.Equal(["2026-W47", "idle"], await RunAllAsync());
        Host.Clock.Now = WeekEnd.AddDays(15);
        Assert.Equal(["2026-W48", "2026-W49", "4w:2026-W45", "idle"], await RunAllAsync());
        Assert.Equal(["idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_AfterWeeksOff_CatchesUpDaysBeforeWeeksInOrder()
    {
        await SubmitAsync(1, Given.Monday.AddDays(8));
        await SubmitAsync(1, Given.Monday.AddDays(6));
        await SubmitAsync(2, Given.Monday);
        await Submitter(3).SubmitAsync(Given.Snapshots(Given.Friday.AddDays(-7), 40));
        await Host.RestartAsync();
        Host.Clock.Now = WeekEnd.AddDays(24);
        Assert.Equal(
            ["2026-11-16", "2026-11-22", "2026-11-24", "2026-W46", "2026-W47", "2026-W48", "2026-W49", "2026-W50", "4w:2026-W45", "idle"],
            await RunAllAsync());
    }

    /// <summary>Ten submitters are published at the next check; nine more wait for the day to change.</summary>
    [Fact]
    public async Task RunStepAsync_EnoughReported_PublishesSevenDaysWithinTheHour()
    {
        Host.Clock.Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal(["idle"], await RunAllAsync());
        for (var submitter = 0; submitter < 10; submitter++)
        {
            await SubmitAsync(submitter, new(2026, 11, 20));
        }

        Host.Clock.Now = new(2026, 11, 20, 8, 59, 59, TimeSpan.Zero);
        Assert.Equal(["idle"], await RunAllAsync());
        Host.Clock.Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(["7d 2026-11-20", "idle"], await RunAllAsync());

        for (var submitter = 10; submitter < 19; submitter++)
        {
            await SubmitAsync(submitter, new(2026, 11, 20));
        }

        await Maintenance.LookNowAsync();
        Assert.Equal(["idle"], await RunAllAsync());
        Host.Clock.Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(["2026-11-20", "7d 2026-11-21", "idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_AskedToLookNow_DoesNotWaitForTheInterval()
    {
        await RunAllAsync();
        for (var submitter = 0; submitter < 10; submitter++)
        {
            await SubmitAsync(submitter, new(2026, 11, 20));
        }

        Assert.Equal(["idle"], await RunAllAsync());
        await Maintenance.LookNowAsync();
        Assert.Equal(["7d 2026-11-20", "idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_AWeekIsPublished_TakesLaterRowsUpTheLastTime()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = WeekEnd;
        await RunAllAsync();
        Assert.IsType<SubmissionOutcome.Accepted>(await SubmitAsync(2, Given.Monday));
        Assert.Equal(["2026-11-16", "idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_RowsPastTheirTime_ArePurgedAfterAllElse()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = new(2027, 2, 14, 0, 0, 0, TimeSpan.Zero);
        var steps = await RunAllAsync();
        Assert.Equal(["2026-11-16", "2026-W47"], steps.Take(2));
        Assert.DoesNotContain(steps, step => step.StartsWith("purged", StringComparison.Ordinal));

        Host.Clock.Now = new(2027, 2, 15, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("purged 2026-11-16", (await RunAllAsync())[^2]);
        Host.Clock.Now = new(2027, 2, 19, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("purged 2026-11-20", (await RunAllAsync())[^2]);
        Assert.Equal(["idle"], await RunAllAsync());
    }
}
