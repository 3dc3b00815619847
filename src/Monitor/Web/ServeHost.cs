using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.FileEvents;
using ToolTime.Monitor.Otlp;
using ToolTime.Monitor.Security.Alerts;
using ToolTime.Monitor.Watching;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Web;

/// <summary>The whole of `tooltime serve`: collects, and answers programs and pages on this machine.</summary>
internal sealed class ServeHost : IAsyncDisposable
{
    private static readonly TimeSpan MostForAnswers = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryAlertsAfter = TimeSpan.FromSeconds(10);

    private readonly HeldIndex _held;
    private readonly EventJournal _journal;
    private readonly SecurityHistory? _history;
    private readonly InsightWatch _insights;
    private readonly CancellationTokenSource _stop = new();
    private readonly Routes _routes = new();
    private readonly LocalServer _server;
    private AccessRules? _access;
    private IntakeHost? _intake;

    private ServeHost(ServeOptions options, HeldIndex held)
    {
        (Options, _held) = (options, held);
        _journal = EventJournal.Open(options.Monitor.Home);
        Hub = new EventHub(_journal);
        Hub.Published += Totals.Add;
        Collector = new UsageCollector(options.Monitor with { RaisesAlerts = true }, Hub, held.Index, _journal);
        Sockets = new LiveSocket(Hub, options.Monitor.Time);
        SignIn = new SignIn(options.Monitor.Time);
        StartedAt = options.Monitor.Time.GetUtcNow();
        LiveEndpoints.Map(_routes, this);
        HistoryEndpoints.Map(_routes, this);
        StatusEndpoints.Map(_routes, this);
        _insights = new InsightWatch(options.Monitor, Hub, Collector);
        InsightEndpoints.Map(_routes, this, _insights);
        if (options.Monitor.Engine is { } engine)
        {
            _history = new SecurityHistory(engine, options.Monitor.Environment, Hub, options.Monitor.Time);
            SecurityEndpoints.Map(_routes, _history, new AcknowledgedFindings(options.Monitor.Home), options.Monitor.Now);
        }

        Pages.Map(_routes);
        _routes.Post("/api/sign-in", SignIn.MakeAsync);
        _server = new LocalServer(options.Port, AnswerAsync);
    }

    public ServeOptions Options { get; }

    /// <summary>Where all parts publish their events.</summary>
    public EventHub Hub { get; }

    public LiveTotals Totals { get; } = new();

    public UsageCollector Collector { get; }

    public LiveSocket Sockets { get; }

    public SignIn SignIn { get; }

    public string Token { get; } = AccessRules.NewToken();

    /// <summary>The port it answers on.</summary>
    public int Port { get; private set; }

    /// <summary>The port for agents' telemetry; null if it was in use.</summary>
    public int? OtlpPort => _intake?.Port;

    /// <summary>What agents sent; null if not listening.</summary>
    public IntakeStatus? Intake => _intake?.Status;

    public DateTimeOffset StartedAt { get; }

    /// <summary>Cancelled when asked to stop.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Starts to answer, and writes serve.json.</summary>
    /// <exception cref="ConfigException">The port is in use, or needs more privileges.</exception>
    public static async Task<ServeHost> StartAsync(ServeOptions options, HeldIndex held)
    {
        var host = new ServeHost(options, held);
        try
        {
            await host._server.StartAsync();
        }
        catch (Exception e) when (e is SocketException or IOException { InnerException: AddressInUseException })
        {
            await host._server.DisposeAsync();
            host.Collector.Dispose();
            host._journal.Dispose();
            throw LocalPort.Refusal(options.Port, LocalPort.FaultOf(e));
        }

        host.Port = host._server.Port;
        host._access = new AccessRules(host.Token, host.Port);
        host._intake = await IntakeHost.TryStartAsync(options, host.Collector);
        new ServeFile
        {
            Pid = Environment.ProcessId,
            Port = host.Port,
            OtlpPort = host.OtlpPort,
            Token = host.Token,
            Version = options.Version,
        }.Write(options.Monitor.Home);
        return host;
    }

    /// <summary>Collects until stopped, or throws what ended one of its parts.</summary>
    public async Task RunAsync()
    {
        Task[] parts = [Task.Run(() => Collector.RunAsync(_stop.Token)), SendAlertsAsync(), _insights.RunAsync(_stop.Token)];
        await Task.WhenAny(parts);
        // If one part has ended, the others would answer with outdated data.
        await _stop.CancelAsync();
        await Task.WhenAll(parts);
    }

    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        File.Delete(Options.Monitor.Home.Serve);
        using (var limit = new CancellationTokenSource(MostForAnswers, TimeProvider.System))
        {
            if (_intake is not null)
            {
                await _intake.StopAsync(limit.Token);
            }

            await _server.StopAsync(limit.Token);
        }

        if (_intake is not null)
        {
            await _intake.DisposeAsync();
        }

        await _server.DisposeAsync();
        Collector.Dispose();
        _history?.Dispose();
        _insights.Dispose();
        _journal.Dispose();
        _held.Dispose();
        _stop.Dispose();
    }

    // While this runs, hooks need not start a sender of alerts.
    private async Task SendAlertsAsync()
    {
        var (home, time) = (Options.Monitor.Home, Options.Monitor.Time);
        using var queued = new FolderSignal(Collector.FolderEvents, home.AlertQueue, time);
        try
        {
            while (true)
            {
                try
                {
                    await new AlertSender(home, time).SendUntilStoppedAsync(queued.WaitAsync, _stop.Token);
                }
                catch (Exception e) when (e is ConfigException or IOException or UnauthorizedAccessException)
                {
                    // A damaged security.json, which `tooltime doctor` reports, or a home that is not writable just now.
                    await Task.Delay(RetryAlertsAfter, time, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested) { }
    }

    // A caller without access learns nothing, not even what exists.
    private Task AnswerAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (_access is not { } access)
        {
            return RefuseAsync(context, StatusCodes.Status503ServiceUnavailable);
        }

        Pages.Protect(context, Port);
        if (!access.IsOurs(headers.Host, headers.Origin, headers["Sec-Fetch-Site"]))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden);
        }

        if (context.Request.Path == "/sign-in" && HttpMethods.IsGet(context.Request.Method))
        {
            return SignIn.TryEnter(context, access) ? Task.CompletedTask : RefuseAsync(context, StatusCodes.Status401Unauthorized);
        }

        return access.KnowsToken(
            headers.Authorization,
            context.Request.Cookies[access.Cookie],
            context.WebSockets.WebSocketRequestedProtocols
        )
            ? _routes.HandleAsync(context)
            : RefuseAsync(context, StatusCodes.Status401Unauthorized);
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
