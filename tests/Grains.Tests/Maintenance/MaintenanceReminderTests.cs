using System.Threading.Channels;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Maintenance;

/// <summary>Maintenance starts by itself.</summary>
public sealed class MaintenanceReminderTests : GrainTest
{
    /// <summary>A tick that never comes must fail the test, not hang it.</summary>
    private const int LongestWaitMilliseconds = 60_000;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private readonly Channel<IsoWeek> _published = Channel.CreateUnbounded<IsoWeek>();

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(services =>
    {
        ForwardingStore.Register(services, (inner, _) => new WatchedStore(inner, _published.Writer));
    });

    [Fact(Timeout = LongestWaitMilliseconds)]
    public async Task ReceiveReminder_FiveMinutesAfterItWasScheduled_DoesAllThatIsDue()
    {
        await SubmitAsync(1, Given.Monday);
        await Maintenance.ScheduleAsync();
        Host.Clock.Now = Given.Friday.AddDays(14);
        Assert.Equal((Given.Week, Given.Week.Next), (await PassUntilPublishedAsync(), await PassUntilPublishedAsync()));
    }

    [Fact(Timeout = LongestWaitMilliseconds)]
    public async Task ReceiveReminder_AfterARestart_ComesWithoutBeingScheduledAnew()
    {
        await SubmitAsync(1, Given.Monday);
        await Maintenance.ScheduleAsync();
        await Maintenance.ScheduleAsync();
        await Host.RestartAsync();
        Host.Clock.Now = Given.Friday.AddDays(7);
        Assert.Equal(Given.Week, await PassUntilPublishedAsync());
    }

    /// <summary>
    /// Lets one period after another pass until something is published: a silo takes a moment to notice a reminder, and skips ticks that
    /// were due earlier.
    /// </summary>
    private async Task<IsoWeek> PassUntilPublishedAsync()
    {
        var published = _published.Reader.ReadAsync(Token).AsTask();
        while (!published.IsCompleted)
        {
            Host.PassForReminders(Period);
            await Task.WhenAny(published, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token));
        }

        return await published;
    }

    private sealed class WatchedStore(IPublicationStore store, ChannelWriter<IsoWeek> published) : ForwardingStore(store)
    {
        public override async Task<bool> StoreAsync(WindowPublication publication, long watermark)
        {
            var stored = await base.StoreAsync(publication, watermark);
            if (publication.Window == StatsWindowKind.Week)
            {
                published.TryWrite(IsoWeek.Containing(publication.FirstDay));
            }

            return stored;
        }
    }
}
