using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace ToolTime.LoadBench;

/// <summary>
/// Sends requests over the given number of connections, each the next when the last is answered, until a time or a number is reached.
/// </summary>
internal static class Load
{
    /// <summary>The day that submissions are about.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>The most bytes of an answer.</summary>
    private const int LongestAnswer = 256 * 1024;

    public static async Task<LoadResult> RunAsync(
        int port,
        IRequests requests,
        int connections,
        TimeSpan duration,
        long maximum = long.MaxValue
    )
    {
        var left = new StrongBox<long>(maximum);
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var began = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => SendAsync(port, requests, until, left))));
        return LoadResult.From(all, Stopwatch.GetElapsedTime(began));
    }

    private static async Task<ConnectionResult> SendAsync(int port, IRequests requests, long until, StrongBox<long> left)
    {
        var result = new ConnectionResult();
        var request = new byte[requests.LargestLength];
        var answer = new byte[LongestAnswer];
        Socket? socket = null;
        while (Stopwatch.GetTimestamp() < until && Interlocked.Decrement(ref left.Value) >= 0)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                if (socket is null)
                {
                    socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(IPAddress.Loopback, port);
                }

                await socket.SendAsync(request.AsMemory(0, requests.WriteTo(request)));
                result.Add(await ReadAnswerAsync(socket, answer), Stopwatch.GetElapsedTime(began));
            }
            catch (SocketException)
            {
                result.Add(0, Stopwatch.GetElapsedTime(began));
                socket?.Dispose();
                socket = null;
            }
        }

        socket?.Dispose();
        return result;
    }

    /// <summary>Reads one answer to its end and returns its status; 0 where the connection ended.</summary>
    private static async Task<int> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var read = 0;
        while (true)
        {
            var more = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (more == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            read += more;
            if (IsWhole(buffer.AsSpan(0, read), out var status))
            {
                return status;
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer, out int status)
    {
        status = 0;
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        status = ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + (answer[11] - '0');
        var head = answer[..end];
        var length = head.IndexOf("Content-Length: "u8);
        if (length < 0)
        {
            return status == 304 || answer.EndsWith("0\r\n\r\n"u8);
        }

        return Utf8Parser.TryParse(head[(length + "Content-Length: ".Length)..], out int body, out _) && answer.Length >= end + 4 + body;
    }
}
