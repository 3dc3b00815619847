using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Watching;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Web;

/// <summary>`tooltime serve` as a whole: collects, and answers programs and pages on this machine.</summary>
internal sealed class ServeHost : IAsyncDisposable
{
    private const int MostConnections = 4096;
    private const int MostBodyBytes = 64 * 1024;

    private static readonly TimeSpan RetryAlertsAfter = TimeSpan.FromSeconds(10);

    private readonly ServeOptions _options;
    private readonly HeldIndex _held;
    private readonly SecurityHistory? _history;
    private readonly CancellationTokenSource _stop = new();
    private readonly WebApplication _app;

    private ServeHost(ServeOptions options, HeldIndex held)
    {
        (_options, _held) = (options, held);
        Collector = new UsageCollector(options.Collector, Hub, held.Index);
        Sockets = new LiveSocket(Hub, options.Collector.Time);
        _history = options.Collector.Engine is { } engine
            ? new SecurityHistory(engine, options.Collector.Environment, options.Collector.Time) : null;
        _app = Build();
    }

    public EventHub Hub { get; } = new();

    public UsageCollector Collector { get; }

    public LiveSocket Sockets { get; }

    public string Token { get; } = AccessRules.NewToken();

    /// <summary>On which it answers.</summary>
    public int Port { get; private set; }

    /// <summary>Ends when it was asked to stop.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Begins to answer, and writes serve.json.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ServeHost> StartAsync(ServeOptions options, HeldIndex held)
    {
        var host = new ServeHost(options, held);
        await host._app.StartAsync();
        var address = host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        host.Port = new Uri(address).Port;
        host._access = new AccessRules(host.Token, host.Port);
        new ServeFile
        {
            Pid = Environment.ProcessId,
            Port = host.Port,
            OtlpPort = null,
            Token = host.Token,
            Version = options.Version,
        }.Write(options.Collector.Home);
        return host;
    }

    /// <summary>Collects until it is stopped.</summary>
    public Task RunAsync() => Task.WhenAll(Task.Run(() => Collector.RunAsync(_stop.Token)), SendAlertsAsync());

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        File.Delete(_options.Collector.Home.Serve);
        await _app.DisposeAsync();
        Collector.Dispose();
        _history?.Dispose();
        _held.Dispose();
        _stop.Dispose();
    }

    private AccessRules? _access;

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections;
            kestrel.Listen(System.Net.IPAddress.Loopback, _options.Port);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        app.Use(GuardAsync);
        app.UseRouting();
        LiveEndpoints.Map(app, this);
        if (_history is { } history)
            SecurityEndpoints.Map(app, history, new AcknowledgedFindings(_options.Collector.Home), _options.Collector.Now);
        app.UseEndpoints(_ => { });
        return app;
    }

    // While this runs, hooks need not start anybody who sends alerts.
    private async Task SendAlertsAsync()
    {
        var time = _options.Collector.Time;
        try
        {
            while (true)
            {
                try
                {
                    await new AlertSender(_options.Collector.Home, time).SendAlways(_stop.Token);
                }
                catch (Exception e) when (e is ConfigException or IOException or UnauthorizedAccessException)
                {
                    // A damaged security.json, of which `tooltime doctor` tells, or a home that cannot be written just now.
                    await Task.Delay(RetryAlertsAfter, time, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    // Whoever may not ask learns nothing, not even what there is.
    private Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (_access is not { } access)
            return Refuse(context, StatusCodes.Status503ServiceUnavailable);
        if (!access.IsOurs(headers.Host, headers.Origin, headers["Sec-Fetch-Site"]))
            return Refuse(context, StatusCodes.Status403Forbidden);
        return access.KnowsToken(headers.Authorization, context.Request.Cookies[AccessRules.Cookie], context.WebSockets.WebSocketRequestedProtocols)
            ? next(context)
            : Refuse(context, StatusCodes.Status401Unauthorized);
    }

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
