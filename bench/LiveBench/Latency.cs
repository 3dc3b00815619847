using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace ToolTime.LiveBench;

/// <summary>
/// From the write of a line to the frame at each client, with clients that never read among them, compared with a reader that polls.
/// </summary>
internal sealed class Latency(Served served, int clients, int deaf)
{
    private const int PollMs = 3000;

    private readonly ConcurrentDictionary<string, long> _written = new();
    private readonly ConcurrentBag<double> _frames = [];
    private readonly ConcurrentBag<double> _polled = [];
    private int _received;

    public async Task<string> RunAsync(int lines, TimeSpan pause)
    {
        using var stop = new CancellationTokenSource();
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < clients; i++)
        {
            sockets.Add(await served.ConnectAsync("?types=NewMessage"));
        }

        for (var i = 0; i < deaf; i++)
        {
            sockets.Add(await served.ConnectAsync(""));
        }

        var readers = sockets.Take(clients).Select(socket => Task.Run(() => ReadAsync(socket, stop.Token))).ToList();
        var path = Served.Transcript(served.Root, $"latency-{clients}");
        var polling = Task.Run(() => PollAsync(path, stop.Token));
        for (var i = 0; i < lines; i++)
        {
            // Not in step with anything that comes at equal times.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), TimeProvider.System);
            var id = $"{clients}-{i}";
            var line = Lines.Response(id, $"latency-{clients}", TimeProvider.System.GetUtcNow());
            _written[id] = Stopwatch.GetTimestamp();
            await File.AppendAllTextAsync(path, line);
        }

        var began = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _received) < lines * clients && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(PollMs), TimeProvider.System);
        await stop.CancelAsync();
        await Task.WhenAll([.. readers, polling]);
        sockets.ForEach(socket => socket.Abort());
        return $"| {clients}{(deaf > 0 ? $" and {deaf} that never read" : "")} | {At(_frames, 50)} | {At(_frames, 95)} | {At(_frames, 99)} | {_received} of {lines * clients} | {At(_polled, 50)} | {At(_polled, 95)} |";
    }

    // A line's identifier is in its frame as a hash, so frames are matched by their order: one file is read in order.
    private async Task ReadAsync(ClientWebSocket socket, CancellationToken stop)
    {
        var (buffer, count) = (new byte[16 * 1024], 0);
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), stop);
                if (!received.EndOfMessage)
                {
                    continue;
                }

                _frames.Add(Stopwatch.GetElapsedTime(_written[$"{clients}-{count++}"]).TotalMilliseconds);
                Interlocked.Increment(ref _received);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException) { }
    }

    private async Task PollAsync(string path, CancellationToken stop)
    {
        var (position, count) = (0L, 0);
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(PollMs), TimeProvider.System, stop);
                if (!File.Exists(path))
                {
                    continue;
                }

                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                file.Position = position;
                using var reader = new StreamReader(file, Encoding.UTF8);
                foreach (var _ in (await reader.ReadToEndAsync(stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    _polled.Add(Stopwatch.GetElapsedTime(_written[$"{clients}-{count++}"]).TotalMilliseconds);
                }

                position = file.Position;
            }
        }
        catch (OperationCanceledException) { }
    }

    private static string At(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0
            ? "-"
            : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)]
                .ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
    }
}
