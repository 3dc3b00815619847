using Orleans.Configuration;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Maintenance;

/// <summary>A reminder's tick has the same timeout as any call, but maintenance may take longer.</summary>
public sealed class LongTickTests : GrainTest
{
    private readonly HeldStore.Gate _gate = new();

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(services =>
    {
        HeldStore.Register(services, _gate);
        services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1));
    });

    [Fact]
    public async Task ReceiveReminder_TheWorkOutlastsTheResponseTimeout_IsDoneToItsEnd()
    {
        await SubmitAsync(1, Given.Monday);
        Host.Clock.Now = Given.Friday.AddDays(7);
        await Maintenance.ReceiveReminder("maintenance", new TickStatus(), Token);
        await _gate.Reached.Task.WaitAsync(Token);

        // The next tick finds the grain busy, and gives up waiting for its turn.
        await Assert.ThrowsAsync<TimeoutException>(() => Maintenance.ReceiveReminder("maintenance", new TickStatus(), Token));
        _gate.Opened.SetResult();
        Assert.Equal("idle", (await RunAllAsync())[^1]);
        Assert.NotEmpty(
            await Host.Services.GetRequiredService<IPublicationStore>().ReadAsync(StatsWindowKind.Week, Given.Monday, Given.Monday, Token)
        );
    }
}
