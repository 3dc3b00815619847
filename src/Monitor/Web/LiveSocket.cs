using System.Net.WebSockets;
using System.Text.Json;
using ToolTime.Monitor.Events;
using ToolTime.Recording.Clock;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Sends events over one WebSocket, one per frame. A client that does not read is disconnected: nothing waits for it, and it may return
/// with the number of the last event it saw.
/// </summary>
internal sealed class LiveSocket(EventHub hub, TimeProvider time)
{
    /// <summary>The protocol chosen among those a client offers.</summary>
    public const string Protocol = "tooltime";

    private const int MostAtOnce = 256;
    private const long MostBehind = 1024 * 1024;

    private static readonly TimeSpan MostForGoodbye = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MostWaiting = TimeSpan.FromSeconds(5);

    private int _open;
    private long _cut;

    /// <summary>How many are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>How many were disconnected because they did not read.</summary>
    public long Cut => Interlocked.Read(ref _cut);

    /// <summary>Sends until either side closes.</summary>
    public async Task RunAsync(WebSocket socket, EventFilter filter, (long After, bool IsGap) position, CancellationToken stop)
    {
        Interlocked.Increment(ref _open);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var closed = new CancellationTokenSource();
        var receiving = ReceiveAsync(socket, ended, closed.Token);
        try
        {
            await SendAllAsync(socket, filter, position, ended.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The other side is gone, or we are stopping.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            await CloseAsync(socket);
            // Cancelling cuts the connection, and the last messages may still be in transit.
            await Task.WhenAny(receiving, Task.Delay(MostForGoodbye, TimeProvider.System, CancellationToken.None));
            await closed.CancelAsync();
            await receiving;
        }
    }

    // Nothing that a client sends is read, except its close.
    private static async Task ReceiveAsync(WebSocket socket, CancellationTokenSource ended, CancellationToken closed)
    {
        var buffer = new byte[256];
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), closed);
                if (received.MessageType is WebSocketMessageType.Close)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task SendAllAsync(WebSocket socket, EventFilter filter, (long After, bool IsGap) position, CancellationToken ended)
    {
        var (after, isGap) = position;
        var frames = new List<Frame>();
        while (!ended.IsCancellationRequested)
        {
            var more = hub.More;
            if (isGap || !hub.Take(filter, ref after, frames, MostAtOnce))
            {
                isGap = false;
                await SendAsync(socket, GapUpTo(after), ended);
                continue;
            }

            foreach (var frame in frames)
            {
                await SendAsync(socket, frame.Json, ended);
            }

            if (after >= hub.LastSeq)
            {
                await more.WaitAsync(ended);
            }
        }
    }

    private async ValueTask SendAsync(WebSocket socket, ReadOnlyMemory<byte> json, CancellationToken ended)
    {
        var sending = socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, ended);
        if (sending.IsCompletedSuccessfully)
        {
            return;
        }

        using var waited = CancellationTokenSource.CreateLinkedTokenSource(ended);
        var (task, limit, before) = (sending.AsTask(), Task.Delay(MostWaiting, time, waited.Token), hub.PublishedBytes);
        while (!task.IsCompleted && !limit.IsCompleted && hub.PublishedBytes - before <= MostBehind)
        {
            await Task.WhenAny(task, limit, hub.More);
        }

        if (!task.IsCompleted && !ended.IsCancellationRequested)
        {
            Interlocked.Increment(ref _cut);
            socket.Abort();
        }

        await waited.CancelAsync();
        await task;
    }

    private ReadOnlyMemory<byte> GapUpTo(long seq) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Gap { Seq = seq, At = UtcText.Seconds(time.GetUtcNow()) },
            EventJson.Default.LiveEvent
        );

    private static async Task CloseAsync(WebSocket socket)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(MostForGoodbye, TimeProvider.System);
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
        }
    }
}
