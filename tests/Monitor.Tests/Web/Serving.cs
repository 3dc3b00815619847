using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Monitor.Watching;
using ToolTime.Monitor.Web;

namespace ToolTime.Monitor.Tests.Web;

/// <summary>A server on its own port in the test's process, with its own folders.</summary>
internal sealed class Serving : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Task _running;

    private Serving(Folders folders, ServeHost host)
    {
        (Folders, Host, _running) = (folders, host, host.RunAsync());
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{host.Port}/"),
        };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Token);
    }

    public Folders Folders { get; }

    public ServeHost Host { get; }

    public HttpClient Http { get; }

    public static async Task<Serving> BeginAsync(Folders folders)
    {
        var options = new ServeOptions { Monitor = folders.Options(), Port = 0, OtlpPort = 0, Version = "1.2.3" };
        var serving = new Serving(folders, await ServeHost.StartAsync(options, HeldIndex.Open(folders.Home)));
        await serving.Host.Collector.Ready.WaitAsync(Limit, TestContext.Current.CancellationToken);
        return serving;
    }

    public async Task<ClientWebSocket> ConnectAsync(string query = "", Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        if (configure is null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {Host.Token}");
        }
        else
        {
            configure(socket.Options);
        }

        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Host.Port}/api/usage/live{query}"), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Reads the next event.</summary>
    public static async Task<JsonNode> NextAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        ValueWebSocketReceiveResult received;
        do
        {
            received = await socket
                .ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken)
                .AsTask()
                .WaitAsync(Limit, TestContext.Current.CancellationToken);
            length += received.Count;
        }
        while (!received.EndOfMessage);
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, length))!;
    }

    public async ValueTask DisposeAsync()
    {
        Host.Stop();
        await _running.WaitAsync(Limit, CancellationToken.None);
        await Host.DisposeAsync();
        Http.Dispose();
    }
}
