using System.CommandLine;
using System.Runtime.InteropServices;
using ToolTime.Monitor.Watching;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Live;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime serve`: follows what agents do until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly TimeSpan MostStarting = TimeSpan.FromSeconds(30);

    public static Command Create(VerbBuilder verbs)
    {
        var port = Port(
            "--port",
            $"Port to listen on, on this machine only; 0 for any free one. Default: {ServeOptions.DefaultPort}. Example: --port 9000"
        );
        var otlp = Port(
            "--otlp-port",
            $"Port for agents' telemetry (OTLP), on this machine only; 0 for any free one. Default: {ServeOptions.DefaultOtlpPort}. Example: --otlp-port 4319"
        );
        var detach = new Option<bool>("--detach")
        {
            Description = "Run in the background; `tooltime stop` stops it. Default: no. Example: --detach",
        };
        var poll = new Option<bool>("--poll")
        {
            Description = "Look at all files every 10 seconds, for folders that do not report changes. Default: no. Example: --poll",
        };
        var command = new Command("serve", "Follow what agents do now, and serve pages and programs on this machine.")
        {
            port,
            otlp,
            detach,
            poll,
        };
        return verbs.Changes(command, (context, parsed) =>
        {
            var ports = new ServePorts(parsed.GetValue(port), parsed.GetValue(otlp));
            return context.IsDryRun ? Plan(context, ports)
                : parsed.GetValue(detach) ? Detach(context, ports, parsed.GetValue(poll))
                : Run(context, ports, parsed.GetValue(poll));
        });
    }

    private static Option<int?> Port(string name, string description)
    {
        var port = new Option<int?>(name) { Description = description, HelpName = "PORT" };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ushort.TryParse(token.Value, out _))
            {
                result.AddError($"{name} takes a number from 0 to 65535.");
            }
        });
        return port;
    }

    private static int Run(CommandContext context, ServePorts ports, bool isPolled)
    {
        PrivateFiles.CreateFolder(context.Home.Path);
        using var one = FileLock.Acquire(context.Home.ServeLock, TimeSpan.Zero);
        return one is null ? SayWhereTheOtherIs(context) : RunAsync(context, ports, isPolled).GetAwaiter().GetResult();
    }

    private static int SayWhereTheOtherIs(CommandContext context)
    {
        var other = ServeFile.Read(context.Home);
        context.Say(
            other is null
                ? "Another `tooltime serve` is starting."
                : $"`tooltime serve` is already running: process {other.Pid}, http://127.0.0.1:{other.Port}."
        );
        return ExitCode.NothingToDo;
    }

    private static async Task<int> RunAsync(CommandContext context, ServePorts ports, bool isPolled)
    {
        var held = HeldIndex.Open(context.Home);
        if (held.WasDamaged)
        {
            context.Say("The usage index is damaged. It was set aside in `usage/damaged`, and every transcript is read again.");
        }

        await using var host = await StartAsync(context, ports, isPolled, held);
        using var interrupted = Handle(PosixSignal.SIGINT, host);
        using var terminated = Handle(PosixSignal.SIGTERM, host);
        using var hungUp = Handle(PosixSignal.SIGHUP, host);
        Report(context, ports, new ServeStarted(DryRun: false, Environment.ProcessId, host.Port, host.OtlpPort));
        await host.RunAsync();
        return ExitCode.Fine;
    }

    private static int Plan(CommandContext context, ServePorts ports)
    {
        if (ServeFile.FindRunning(context.Home, isDryRun: true) is not null)
        {
            return SayWhereTheOtherIs(context);
        }

        var (pages, otlp) = (ports.Pages ?? ServeOptions.DefaultPort, ports.Otlp ?? ServeOptions.DefaultOtlpPort);
        if (LocalPort.FaultOf(pages) is { } fault)
        {
            throw LocalPort.Refusal(pages, fault);
        }

        Report(context, ports, new ServeStarted(DryRun: true, Pid: null, pages, LocalPort.FaultOf(otlp) is null ? otlp : null));
        return ExitCode.Fine;
    }

    private static void Report(CommandContext context, ServePorts ports, ServeStarted started) =>
        context.Report(
            started,
            ClientJson.Default.ServeStarted,
            $"Listening at http://127.0.0.1:{started.Port}. `tooltime dashboard` opens the pages.",
            started.OtlpPort is { } otlp
                ? $"Telemetry from agents is received at http://127.0.0.1:{otlp}/v1/logs."
                : $"Port {ports.Otlp ?? ServeOptions.DefaultOtlpPort} is in use, so telemetry from agents is not received; choose another with --otlp-port."
        );

    private static async Task<ServeHost> StartAsync(CommandContext context, ServePorts ports, bool isPolled, HeldIndex held)
    {
        try
        {
            return await ServeHost.StartAsync(
                new ServeOptions
                {
                    Monitor = MonitorSetup.Options(context, isPolled),
                    Port = ports.Pages ?? ServeOptions.DefaultPort,
                    OtlpPort = ports.Otlp ?? ServeOptions.DefaultOtlpPort,
                    Version = VersionInfo.Program,
                },
                held
            );
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // The new process prints nothing if it cannot start, so this one looks for its serve.json.
    private static int Detach(CommandContext context, ServePorts ports, bool isPolled)
    {
        using (var running = ServeClient.Find(context.Home))
        {
            if (running is not null)
            {
                return SayWhereTheOtherIs(context);
            }
        }

        DetachedCommand.Start(
            ["serve", .. Named("--port", ports.Pages), .. Named("--otlp-port", ports.Otlp), .. isPolled ? ["--poll"] : Array.Empty<string>()]
        );
        if (!Waiting.Until(() => ServeFile.Read(context.Home) is not null, MostStarting))
        {
            context.Say("It did not start. Run `tooltime serve` without --detach to see why.");
            return ExitCode.Failed;
        }

        var file = ServeFile.Read(context.Home)!;
        Report(context, ports, new ServeStarted(DryRun: false, file.Pid, file.Port, file.OtlpPort));
        if (!context.AsJson)
        {
            context.Say($"It runs in the background, as process {file.Pid}; `tooltime stop` ends it.");
        }

        return ExitCode.Fine;
    }

    private static string[] Named(string option, int? port) => port is { } named ? [option, $"{named}"] : [];

    private static PosixSignalRegistration Handle(PosixSignal signal, ServeHost host) =>
        PosixSignalRegistration.Create(
            signal,
            received =>
            {
                received.Cancel = true;
                host.Stop();
            }
        );

    /// <summary>The ports as given; null for the defaults.</summary>
    private readonly record struct ServePorts(int? Pages, int? Otlp);
}

/// <summary>What `serve --json` prints when it listens.</summary>
/// <param name="DryRun">Whether nothing was started.</param>
/// <param name="Pid">Its process; null in a dry run.</param>
/// <param name="Port">The port of its pages; in a dry run, 0 is any free one.</param>
/// <param name="OtlpPort">The port for agents' telemetry; null if it is in use.</param>
internal sealed record ServeStarted(bool DryRun, int? Pid, int Port, int? OtlpPort);
