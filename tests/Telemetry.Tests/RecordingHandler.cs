using System.Collections.Concurrent;
using System.Net;

namespace ToolTime.Telemetry.Tests;

/// <summary>Writes down each request and answers as it is told to.</summary>
internal sealed class RecordingHandler(Func<CancellationToken, Task<HttpStatusCode>>? answer = null) : HttpMessageHandler
{
    private readonly SemaphoreSlim _received = new(0);

    public ConcurrentQueue<(string Path, string Body)> Requests { get; } = new();

    /// <summary>Waits until one more request has come than was waited for.</summary>
    public async Task ReceiveAsync() =>
        Assert.True(await _received.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "No request came.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue((request.RequestUri!.AbsolutePath, await request.Content!.ReadAsStringAsync(cancellationToken)));
        _received.Release();
        return new(answer is null ? HttpStatusCode.OK : await answer(cancellationToken));
    }
}
