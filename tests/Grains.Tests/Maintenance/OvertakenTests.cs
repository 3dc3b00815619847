using ToolTime.Grains.Tests.Hosting;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Maintenance;

/// <summary>A publication that deletions overtake each time: it keeps nothing else waiting, and is made when they end.</summary>
public sealed class OvertakenTests : GrainTest
{
    private readonly Queue<SubmitterId> _deleting = [];

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(services => OvertakingStore.Register(services, _deleting));

    [Fact]
    public async Task RunStepAsync_DeletionsOvertakeSevenDays_GoesOnWithTheRestAndTriesAgain()
    {
        await SubmitAsync(0, Given.Monday);
        foreach (var submitter in Enumerable.Range(1, 6))
        {
            await SubmitAsync(submitter, Given.Monday.AddDays(1));
        }

        Host.Clock.Now = new(2027, 2, 14, 0, 0, 0, TimeSpan.Zero);
        await RunAllAsync();

        foreach (var submitter in Enumerable.Range(1, 6))
        {
            _deleting.Enqueue(Given.Submitter(submitter));
        }

        Host.Clock.Now = new(2027, 2, 15, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(["purged 2026-11-16", "2026-11-17", "idle"], await RunAllAsync());
        Assert.Empty(_deleting);
        Assert.Equal(["2026-11-17", "7d 2027-02-13", "idle"], await RunAllAsync());
    }
}
