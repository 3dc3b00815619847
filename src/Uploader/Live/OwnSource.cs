using ToolTime.Monitor.Events;
using ToolTime.Monitor.Overview;
using ToolTime.Monitor.Watching;
using ToolTime.Transcripts.Index;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Live;

/// <summary>
/// Follows agents in this process. What is new at the start is written into the index; the next report reads later changes again.
/// </summary>
internal sealed class OwnSource : ILiveSource
{
    private readonly EventHub _hub = new();
    private readonly UsageCollector _collector;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private OwnSource(CommandContext context, UsageIndex index)
    {
        _collector = new UsageCollector(MonitorSetup.Options(context, isPolled: false), _hub, index, canSave: false);
        _running = Task.Run(() => _collector.RunAsync(_stop.Token));
    }

    public static async Task<OwnSource> BeginAsync(CommandContext context)
    {
        UsageIndex index;
        using (var reading = UsageReading.Begin(context, Terminal.FromConsole(context.Environment)))
        {
            reading.Save();
            index = reading.Index;
        }

        var source = new OwnSource(context, index);
        // If it cannot start, the exception is thrown here.
        await await Task.WhenAny(source._collector.Ready, source._running);
        return source;
    }

    public async Task WaitAsync(TimeSpan most, CancellationToken stop)
    {
        if (await Task.WhenAny(_hub.More, Task.Delay(most, TimeProvider.System, stop), _running) == _running)
        {
            await _running;
        }
    }

    public LiveSnapshot Snapshot(string? project) =>
        _collector.Query((_, sessions) => _collector.Overview.Snapshot(sessions.All, project));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _collector.Dispose();
        _stop.Dispose();
    }
}
