using System.CommandLine;
using System.Runtime.InteropServices;
using ToolTime.Monitor.Watching;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Security;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime serve`: follows what agents do until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var port = new Option<int?>("--port")
        {
            Description = $"Where to answer, on this machine only; 0 for any that is free. Default: {ServeOptions.DefaultPort}. Example: --port 9000",
            HelpName = "PORT",
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > 65_535)
                result.AddError("--port takes a number from 0 to 65535.");
        });
        var command = new Command("serve", "Follow what agents do now, and answer pages and programs on this machine.") { port };
        command.SetAction(parsed => guarded(context => Run(context, parsed.GetValue(port) ?? ServeOptions.DefaultPort)));
        return command;
    }

    private static int Run(CommandContext context, int port)
    {
        PrivateFiles.CreateFolder(context.Home.Path);
        using var one = FileLock.Acquire(context.Home.ServeLock, TimeSpan.Zero);
        if (one is null)
        {
            var other = ServeFile.Read(context.Home);
            context.Say(
                other is null
                    ? "Another `tooltime serve` is starting."
                    : $"`tooltime serve` runs already: process {other.Pid}, http://127.0.0.1:{other.Port}."
            );
            return ExitCode.NothingToDo;
        }

        return RunAsync(context, port).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(CommandContext context, int port)
    {
        var held = HeldIndex.Open(context.Home);
        if (held.WasDamaged)
            context.Say("The index of what was read is damaged. It was set aside in `usage/damaged`, and every transcript is read again.");
        await using var host = await StartAsync(context, port, held);
        using var interrupted = Handle(PosixSignal.SIGINT, host);
        using var terminated = Handle(PosixSignal.SIGTERM, host);
        using var hungUp = Handle(PosixSignal.SIGHUP, host);
        context.Say($"Listening at http://127.0.0.1:{host.Port}.");
        await host.RunAsync();
        return ExitCode.Fine;
    }

    private static async Task<ServeHost> StartAsync(CommandContext context, int port, HeldIndex held)
    {
        try
        {
            return await ServeHost.StartAsync(Options(context, port), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static ServeOptions Options(CommandContext context, int port) => new()
    {
        Collector = new CollectorOptions
        {
            Home = context.Home,
            Environment = context.Environment,
            Prices = Prices.Read(context),
            Zone = LocalZone.Find(context.Environment("TZ")) ?? TimeZoneInfo.Utc,
            Now = () => context.Renewed().Now,
            Engine = SecuritySetup.PastEngine(context, file: null),
        },
        Port = port,
        Version = VersionInfo.Program,
    };

    private static PosixSignalRegistration Handle(PosixSignal signal, ServeHost host) =>
        PosixSignalRegistration.Create(
            signal,
            received =>
            {
                received.Cancel = true;
                host.Stop();
            }
        );
}
