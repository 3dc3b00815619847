using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Live;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime stop`, `status` and `dashboard`: control the running `tooltime serve`.</summary>
internal static class ServeControl
{
    private const double Mebibyte = 1024 * 1024;

    private static readonly TimeSpan MostStopping = TimeSpan.FromSeconds(30);

    public static IEnumerable<Command> All(VerbBuilder verbs)
    {
        yield return verbs.Changes(new("stop", "Stop the running `tooltime serve`."), (context, _) => WithServe(context, Stop));
        yield return verbs.Reads(
            new("status", "Show the status of the running `tooltime serve`."),
            (context, _) => WithServe(context, Show)
        );
        var print = new Option<bool>("--print")
        {
            Description = "Print the address instead of opening it; it works once, within a minute. Default: no. Example: --print",
        };
        yield return verbs.Changes(
            new("dashboard", "Open the pages of the running `tooltime serve` in the browser, signed in.") { print },
            (context, parsed) => WithServe(context, (given, serve) => Open(given, serve, parsed.GetValue(print)))
        );
    }

    private static int WithServe(CommandContext context, Func<CommandContext, ServeClient, int> act)
    {
        using var serve = ServeClient.Find(context.Home, context.IsDryRun);
        if (serve is null)
        {
            context.Say("`tooltime serve` is not running. Start it with `tooltime serve --detach`.");
            return ExitCode.NothingToDo;
        }

        try
        {
            return act(context, serve);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            context.Say("`tooltime serve` is running but does not answer.");
            return ExitCode.Network;
        }
    }

    private static int Stop(CommandContext context, ServeClient serve)
    {
        if (!context.IsDryRun)
        {
            serve.Post("api/stop");
            using var held = FileLock.Acquire(context.Home.ServeLock, MostStopping);
            if (held is null)
            {
                context.Say("It was asked to stop but is still running.");
                return ExitCode.Failed;
            }
        }

        context.Report(new ServeStopped(context.IsDryRun, serve.Server.Port), ClientJson.Default.ServeStopped, "Stopped.");
        return ExitCode.Fine;
    }

    private static int Show(CommandContext context, ServeClient serve)
    {
        var answer = serve.Get("api/status");
        if (context.AsJson)
        {
            context.Write(Encoding.UTF8.GetString(answer));
            return ExitCode.Fine;
        }

        var status = JsonSerializer.Deserialize(answer, WebJson.Default.ServeStatus)!;
        var read = status.Collector;
        context.Write($"Listening at {serve.Server} (process {status.Pid}, version {status.Version}).");
        context.Write(
            read.IsReady
                ? string.Create(CultureInfo.InvariantCulture, $"Transcripts: {read.Files}, {read.BytesRead / Mebibyte:0.0} MiB read, {read.Unsaved} changes not saved yet.")
                : "Transcripts are being read for the first time."
        );
        context.Write($"Active sessions: {status.Sessions}. Events: {status.LastSeq}. WebSockets: {status.Subscribers}.");
        context.Write(
            status is { OtlpPort: { } port, Otlp: { } reported }
                ? $"Telemetry on port {port}: {reported.Requests} requests with {reported.Records} records, of which {reported.Events} were recorded; {reported.Hooks} hook events; {reported.Refused} refused."
                : "Telemetry is not received: its port was in use."
        );
        context.Write(string.Create(CultureInfo.InvariantCulture, $"Memory: {status.ResidentBytes / Mebibyte:0} MiB. Processor: {status.CpuSeconds:0.0} s."));
        return ExitCode.Fine;
    }

    private static int Open(CommandContext context, ServeClient serve, bool isPrinted)
    {
        var address = context.IsDryRun ? serve.Server.ToString() : SignInAddress(serve);
        var isOpened = !isPrinted && (context.IsDryRun || TryOpen(address));
        if (context.AsJson)
        {
            context.WriteJson(new DashboardOpened(context.IsDryRun, address, isOpened), ClientJson.Default.DashboardOpened);
        }
        else if (!isOpened || context.IsDryRun)
        {
            context.Write(address);
        }

        return ExitCode.Fine;
    }

    private static string SignInAddress(ServeClient serve)
    {
        var code = JsonSerializer.Deserialize(serve.Post("api/sign-in"), WebJson.Default.SignInCode)!.Code;
        return new Uri(serve.Server, $"sign-in?code={code}").ToString();
    }

    // The address works only once, so others on this machine may see it.
    private static bool TryOpen(string address)
    {
        try
        {
            var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(address) { UseShellExecute = true }
                : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address]);
            using var opened = Process.Start(start);
            return opened is not null && (!opened.WaitForExit(2000) || opened.ExitCode == 0);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            return false;
        }
    }
}

/// <summary>What `stop --json` prints.</summary>
/// <param name="DryRun">Whether it still runs.</param>
/// <param name="Port">The port it answered on.</param>
internal sealed record ServeStopped(bool DryRun, int Port);

/// <summary>What `dashboard --json` prints.</summary>
/// <param name="DryRun">Whether nothing was opened, and the address does not sign in.</param>
/// <param name="Address">The address; it works once, within a minute.</param>
/// <param name="IsOpened">Whether a browser opened it, or would.</param>
internal sealed record DashboardOpened(bool DryRun, string Address, bool IsOpened);
