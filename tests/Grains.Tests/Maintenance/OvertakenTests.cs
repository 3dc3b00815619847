using ToolTime.Grains.Tests.Hosting;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Maintenance;

/// <summary>A publication that deletions interrupt each time does not hold up other work, and succeeds when they end.</summary>
public sealed class OvertakenTests : GrainTest
{
    private readonly Queue<SubmitterId> _deleting = [];

    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(services => OvertakingStore.Register(services, _deleting));

    [Fact]
    public async Task RunStepAsync_DeletionsOvertakeAWeek_GoesOnWithTheRestAndTriesAgain()
    {
        await SubmitAsync(0, Given.Monday);
        foreach (var submitter in Enumerable.Range(1, 6))
        {
            await SubmitAsync(submitter, Given.Monday.AddDays(1));
        }

        Host.Clock.Now = Given.Week.EndExclusive.AddHours(-1);
        Assert.Equal(["2026-11-16", "2026-11-17", "idle"], await RunAllAsync());
        foreach (var submitter in Enumerable.Range(1, 3))
        {
            _deleting.Enqueue(Given.Submitter(submitter));
        }

        Host.Clock.Now = Given.Week.EndExclusive;
        Assert.Equal(["idle"], await RunAllAsync());
        Assert.Empty(_deleting);
        Assert.Equal(["2026-11-17", "2026-W47", "idle"], await RunAllAsync());
    }

    [Fact]
    public async Task RunStepAsync_DeletionsOvertakeSevenDays_TriesAgainInTheNextRound()
    {
        Host.Clock.Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
        foreach (var submitter in Enumerable.Range(0, 14))
        {
            await SubmitAsync(submitter, new(2026, 11, 20));
        }

        foreach (var submitter in Enumerable.Range(0, 3))
        {
            _deleting.Enqueue(Given.Submitter(submitter));
        }

        Assert.Equal(["idle"], await RunAllAsync());
        Assert.Empty(_deleting);
        Assert.Equal(["7d 2026-11-20", "idle"], await RunAllAsync());
    }
}
