using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Otlp;
using ToolTime.Monitor.Settings;
using ToolTime.Monitor.Watching;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;
using ToolTime.Recording.Otlp;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Web;

/// <summary>The port to which agents send telemetry, and hooks of type `http`. Its token allows no reading.</summary>
internal sealed class IntakeHost : IAsyncDisposable
{
    private readonly Routes _routes = new();
    private readonly OtlpIntake _intake;
    private readonly LocalServer _server;
    private readonly string _token;
    private LocalCaller? _caller;

    private IntakeHost(ServeOptions options, UsageCollector collector)
    {
        var monitor = options.Monitor;
        _token = IntakeToken.ReadOrCreate(monitor.Home);
        _intake = new OtlpIntake(
            new OtlpLog(monitor.Home),
            monitor.Now,
            monitor.Engine is null ? null : (call, arguments) => TakeCall(monitor, collector, call, Encoding.UTF8.GetBytes(arguments))
        );
        _routes.Post("/v1/logs", _intake.LogsAsync);
        _routes.Post("/v1/metrics", _intake.DropAsync);
        _routes.Post("/v1/traces", _intake.DropAsync);
        var hooks = new HookIntake(monitor);
        foreach (var client in ClientName.All)
        {
            _routes.Post($"/hooks/{client}", context => TakeHookAsync(context, hooks, client));
        }

        _server = new LocalServer(options.OtlpPort, AnswerAsync, OtlpIntake.MaxBodyBytes);
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; private set; }

    public IntakeStatus Status => _intake.Status;

    /// <summary>Null if the port is in use, for example by another collector, or needs more privileges.</summary>
    public static async Task<IntakeHost?> TryStartAsync(ServeOptions options, UsageCollector collector)
    {
        var host = new IntakeHost(options, collector);
        try
        {
            await host._server.StartAsync();
        }
        catch (Exception e) when (e is SocketException or IOException { InnerException: AddressInUseException })
        {
            await host.DisposeAsync();
            return null;
        }

        host.Port = host._server.Port;
        host._caller = new LocalCaller(host._token, host.Port);
        return host;
    }

    public Task StopAsync(CancellationToken limit) => _server.StopAsync(limit);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _intake.Dispose();
    }

    private static void TakeCall(MonitorOptions monitor, UsageCollector collector, OtlpEvent reported, byte[] arguments)
    {
        var input = new CallInput
        {
            Key = reported.Key,
            Client = reported.Client,
            Session = reported.Session,
            At = (uint)reported.At.ToUnixTimeSeconds(),
            Tool = reported.Tool!,
            Response = -1,
            Json = arguments,
            Folder = null,
        };
        if (collector.TakeReportedCall(input))
        {
            ReportedCallGuard.Observe(monitor, reported, arguments);
        }
    }

    private async Task TakeHookAsync(HttpContext context, HookIntake hooks, string client)
    {
        try
        {
            var isRecorded = await hooks.TakeAsync(context, client);
            _intake.Note(before => isRecorded ? before with { Hooks = before.Hooks + 1 } : before with { Bad = before.Bad + 1 });
        }
        catch (BadHttpRequestException e)
        {
            context.Response.StatusCode = e.StatusCode;
            _intake.Note(before => before with { Bad = before.Bad + 1 });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (_caller is not { } caller)
        {
            return RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "It is starting.");
        }

        // Browsers say where a page is from: programs that send telemetry do not.
        if (!caller.IsHost(headers.Host) || headers.Origin.Count > 0 || headers.ContainsKey("Sec-Fetch-Site"))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "Pages and other names are refused.");
        }

        return caller.IsAuthorized(headers.Authorization)
            ? _routes.HandleAsync(context)
            : RefuseAsync(context, StatusCodes.Status401Unauthorized, "The token is missing or wrong.");
    }

    private Task RefuseAsync(HttpContext context, int status, string reason)
    {
        _intake.Note(before => before with { Refused = before.Refused + 1 });
        return OtlpFault.WriteAsync(context, status, reason);
    }
}
