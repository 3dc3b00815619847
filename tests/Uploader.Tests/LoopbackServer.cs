using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ToolTime.Uploader.Tests;

/// <summary>A local server that stores every request and sends the given answers, repeating the last one.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _answers;
    private readonly SemaphoreSlim _received = new(0);
    private string _last;
    private TcpClient? _held;

    /// <summary>Stands for no answer at all: the connection stays open until the server is disposed.</summary>
    public const string Never = "never";

    /// <summary>How our server accepts a submission.</summary>
    public const string Accepted = """200|{"status":"ok","receipt":"ceffc4148a4942fe9611e0159db1e200"}""";

    /// <summary>An answer is "status", "status|body" or "status|header|body".</summary>
    public LoopbackServer(params string[] answers)
    {
        _answers = new(answers);
        _last = answers[^1];
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>What happens between receiving a request and answering it.</summary>
    public Action? Meanwhile { get; set; }

    /// <summary>Waits for one more request than has been waited for so far.</summary>
    public async Task ReceiveAsync() =>
        Assert.True(await _received.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "No request came.");

    public void Dispose()
    {
        _listener.Dispose();
        _held?.Dispose();
        _received.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                if (await AnswerAsync(client.GetStream()))
                {
                    client.Dispose();
                }
                else
                {
                    _held = client;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task<bool> AnswerAsync(NetworkStream stream)
    {
        if (await ReadAsync(stream) is not { } request)
        {
            return true;
        }

        if (_answers.TryDequeue(out var answer))
        {
            _last = answer;
        }

        Requests.Enqueue(request);
        _received.Release();
        Meanwhile?.Invoke();
        if (_last == Never)
        {
            return false;
        }

        var parts = _last.Split('|');
        var body = Encoding.UTF8.GetBytes(parts[^1].Contains('{', StringComparison.Ordinal) ? parts[^1] : "");
        // Our servers refuse with a problem document, unless the answer specifies another type.
        var usual = $"Content-Type: {(parts[0] is ['4' or '5', ..] ? "application/problem+json" : "application/json")}\r\n";
        var header =
            parts.Length < 3 ? usual : parts[1] + "\r\n" + (parts[1].StartsWith("Content-Type", StringComparison.Ordinal) ? "" : usual);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {parts[0]} Said\r\n{header}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n")
        );
        await stream.WriteAsync(body);
        return true;
    }

    private static async Task<ReceivedRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines
            .Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"))];
        await stream.ReadExactlyAsync(body);
        return new ReceivedRequest(lines[0], headers, body);
    }
}
