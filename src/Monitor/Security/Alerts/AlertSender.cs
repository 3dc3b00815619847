using ToolTime.Monitor.Security.Settings;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Sends the waiting alerts within the limits of <see cref="AlertPolicy"/>. One process does so at a time: `serve` while it runs, otherwise
/// one that a hook starts and that ends when nothing is waiting.
/// </summary>
/// <param name="home">The home.</param>
/// <param name="time">The clock, also for waiting.</param>
internal sealed class AlertSender(ToolTimeHome home, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LastingPause = TimeSpan.FromSeconds(1);

    /// <summary>Sends until nothing is waiting; returns at once if another process is sending.</summary>
    /// <exception cref="ConfigException">security.json is damaged.</exception>
    public Task SendPendingAsync(CancellationToken stop) => RunAsync(null, stop);

    /// <summary>Sends until stopped; waits for its turn if another process is sending.</summary>
    /// <param name="more">Waits until there may be more, at most for the given time.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="ConfigException">security.json is damaged.</exception>
    public Task SendUntilStoppedAsync(Func<TimeSpan, CancellationToken, Task> more, CancellationToken stop) => RunAsync(more, stop);

    private async Task RunAsync(Func<TimeSpan, CancellationToken, Task>? more, CancellationToken stop)
    {
        var isLasting = more is not null;
        var queue = new AlertQueue(home);
        do
        {
            using (var held = FileLock.Acquire(PrepareLock(), TimeSpan.Zero))
            {
                if (held is null && !isLasting)
                {
                    return;
                }

                if (held is not null)
                {
                    await SendAsync(queue, more, stop);
                }
            }

            // A hook may have added one just before the lock was released, and found it held.
            if (isLasting)
            {
                await Task.Delay(LastingPause, time, stop);
            }
        }
        while (isLasting || !queue.IsEmpty);
    }

    private async Task SendAsync(AlertQueue queue, Func<TimeSpan, CancellationToken, Task>? more, CancellationToken stop)
    {
        var channels = GuardSettingsFile.Read(home).Channels;
        var workers = channels.Select(channel => new ChannelWorker(channel, home, time, stop)).ToList();
        try
        {
            await SendAsync(queue, channels, workers, more, stop);
        }
        finally
        {
            await Task.WhenAll(workers.Select(worker => worker.FinishAsync()));
        }
    }

    // Ends when nothing is waiting; with `more`, when the channels in security.json have changed.
    private async Task SendAsync(
        AlertQueue queue,
        IReadOnlyList<AlertChannelSettings> channels,
        List<ChannelWorker> workers,
        Func<TimeSpan, CancellationToken, Task>? more,
        CancellationToken stop
    )
    {
        var state = ReadState();
        void Send(QueuedAlert alert) => workers.ForEach(worker => worker.Add(alert));
        do
        {
            var mayHaveMore = !queue.IsEmpty || state.HeldBack.Count > 0;
            if (more is not null && mayHaveMore && !GuardSettingsFile.Read(home).Channels.SequenceEqual(channels))
            {
                break;
            }

            var hasChanged = false;
            try
            {
                foreach (var queued in queue.TakeAll(time.GetUtcNow()))
                {
                    hasChanged = true;
                    if (AlertPolicy.Take(state, queued.Alert, time.GetUtcNow(), queued.Call) is { } alert)
                    {
                        Send(queued with { Alert = alert });
                    }
                }

                if (AlertPolicy.TakeHeldBack(state, time.GetUtcNow()) is { } summary)
                {
                    hasChanged = true;
                    Send(new QueuedAlert(summary, null));
                }
            }
            finally
            {
                // What was only counted is in no other place.
                if (hasChanged)
                {
                    WriteState(state);
                }
            }

            var mayWait = state.HeldBack.Count == 0 && queue.IsEmpty ? TimeSpan.MaxValue : LastingPause;
            await (more is null ? Task.Delay(Pause, time, stop) : more(mayWait, stop));
        }
        while (more is not null || !queue.IsEmpty || state.HeldBack.Count > 0 || workers.Any(worker => worker.IsBusy));
    }

    private string PrepareLock()
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(home.AlertLock)!);
        return home.AlertLock;
    }

    // With a damaged file, only the counts are lost.
    private AlertState ReadState() => OwnJson.Read(home.AlertState, AlertJson.Default.AlertState) ?? new AlertState();

    // Where it cannot be written, the alerts are sent all the same; the next process may send one of them again.
    private void WriteState(AlertState state) => OwnJson.ReplaceIfPossible(home.AlertState, state, AlertJson.Default.AlertState);
}
