using System.Net.WebSockets;
using System.Text.Json;
using ToolTime.Monitor.Overview;

namespace ToolTime.Uploader.Live;

/// <summary>Shows what a `tooltime serve` follows; its events say when to ask again.</summary>
internal sealed class ServeSource : ILiveSource
{
    private readonly ServeClient _serve;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _happened = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _receiving;

    public ServeSource(ServeClient serve)
    {
        _serve = serve;
        _socket.Options.SetRequestHeader("Authorization", $"Bearer {serve.Token}");
        _receiving = ReceiveAsync();
    }

    // Without events, it asks at intervals.
    public async Task WaitAsync(TimeSpan most, CancellationToken stop) => await _happened.WaitAsync(most, stop);

    public LiveSnapshot Snapshot(string? project) =>
        JsonSerializer.Deserialize(
            _serve.Get("api/overview" + (project is null ? "" : $"?project={Uri.EscapeDataString(project)}")),
            OverviewJson.Default.LiveSnapshot
        )!;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _happened.Dispose();
        _stop.Dispose();
        _serve.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var address = new UriBuilder(new Uri(_serve.Server, "api/usage/live")) { Scheme = _serve.Server.Scheme is "https" ? "wss" : "ws" };
            await _socket.ConnectAsync(address.Uri, _stop.Token);
            var buffer = new byte[4096];
            while ((await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token)).MessageType is not WebSocketMessageType.Close)
            {
                if (_happened.CurrentCount == 0)
                {
                    _happened.Release();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or HttpRequestException)
        {
            // It will be asked again anyway.
        }
    }
}
