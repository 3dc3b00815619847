using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Kestrel on a local port, with WebSockets and without a host around it: everything linked costs each start of `tooltime hook`
/// (bench/hook.md), and a host's services, settings and logs are not needed here.
/// </summary>
internal sealed class LocalServer : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private const int MostConnections = 4096;

    /// <summary>The largest request of pages and programs.</summary>
    public const int MostBodyBytes = 64 * 1024;

    private readonly KestrelServer _server;
    private readonly RequestDelegate _answer;

    /// <param name="port">0 for any free one.</param>
    /// <param name="answer">Answers each request.</param>
    /// <param name="mostBodyBytes">The largest request body, as sent.</param>
    public LocalServer(int port, RequestDelegate answer, int mostBodyBytes = MostBodyBytes)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = mostBodyBytes;
        options.Limits.MaxConcurrentConnections = MostConnections;
        options.Limits.MaxConcurrentUpgradedConnections = MostConnections;
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        var webSockets = new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) };
        _answer = new WebSocketMiddleware(answer, Options.Create(webSockets), NullLoggerFactory.Instance).Invoke;
    }

    /// <summary>The port it listens on, once started.</summary>
    public int Port => new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <exception cref="IOException">The port is in use.</exception>
    public Task StartAsync() => _server.StartAsync(this, CancellationToken.None);

    /// <summary>Waits for answers in progress, until cancelled.</summary>
    public Task StopAsync(CancellationToken limit) => _server.StopAsync(limit);

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public Task ProcessRequestAsync(HttpContext context) => _answer(context);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is held per request.
    }
}
