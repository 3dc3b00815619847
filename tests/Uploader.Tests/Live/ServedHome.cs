using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Home;

namespace ToolTime.Uploader.Tests.Live;

/// <summary>A home in which `tooltime serve` runs as a process.</summary>
internal sealed class ServedHome : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private RunningCommand? _serve;

    public TestHome Home { get; } = new();

    public ToolTimeHome Files => new(Home.Home);

    /// <summary>What the process reports about itself; set while it runs.</summary>
    public ServeFile File { get; private set; } = null!;

    public string Transcript(string session) => Path.Combine(Home.User, ".claude", "projects", "-home-anna-shop", session + ".jsonl");

    /// <summary>Starts it, and waits until it has read what is there.</summary>
    public async Task BeginAsync()
    {
        var before = ServeFile.Read(Files)?.Token;
        _serve?.Dispose();
        _serve = Home.Start("serve", "--port", "0", "--otlp-port", "0");
        await UntilAsync(() => ServeFile.Read(Files) is { } file && file.Token != before && (File = file) is not null);
        using var http = Http();
        await UntilAsync(async () =>
            JsonNode.Parse(await http.GetStringAsync("api/status", TestContext.Current.CancellationToken))!["collector"]![
                "is_ready"
            ]!.GetValue<bool>()
        );
    }

    /// <summary>Kills it as the system does when out of memory: at once, without notice.</summary>
    public void Kill() => _serve!.KillAfter(0);

    public CommandResult End() => _serve!.End();

    public HttpClient Http()
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{File.Port}/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", File.Token);
        return http;
    }

    public async Task<ClientWebSocket> ConnectAsync(string query)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {File.Token}");
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{File.Port}/api/usage/live{query}"), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>The next event; null if the connection ended.</summary>
    public static async Task<JsonNode?> NextAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var received = await socket
                    .ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken)
                    .AsTask()
                    .WaitAsync(Limit);
                if (received.MessageType is WebSocketMessageType.Close)
                {
                    return null;
                }

                length += received.Count;
                if (received.EndOfMessage)
                {
                    return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length));
                }
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _serve?.Dispose();
        Home.Dispose();
    }

    private static Task UntilAsync(Func<bool> isDone) => UntilAsync(() => Task.FromResult(isDone()));

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        while (!await isDone())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }
}
