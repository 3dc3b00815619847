using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Runs a program for each alert: the system's notification, or a user's command, which gets the alert as JSON on standard input.
/// </summary>
internal sealed class ProgramChannel : IAlertChannel
{
    private readonly Func<Alert, ProcessStartInfo> _start;

    private ProgramChannel(Func<Alert, ProcessStartInfo> start) => _start = start;

    /// <summary>The system's notifications.</summary>
    public static ProgramChannel Desktop() => new(alert => OperatingSystem.IsMacOS()
        ? new ProcessStartInfo("osascript", ["-e", "on run argv", "-e", "display notification (item 1 of argv) with title \"tooltime\"", "-e", "end run", alert.ToText()])
        : new ProcessStartInfo("notify-send", ["--app-name=tooltime", "--urgency=critical", "tooltime", alert.ToText()]));

    /// <summary>A user's command.</summary>
    public static ProgramChannel Command(string line) => new(_ => OperatingSystem.IsWindows()
        ? new ProcessStartInfo("cmd", ["/c", line])
        : new ProcessStartInfo("/bin/sh", ["-c", line]));

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(QueuedAlert alert, CancellationToken cancellationToken)
    {
        var start = _start(alert.Alert);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.UseShellExecute = false;
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                await FeedAsync(process, alert.Alert, cancellationToken);
                // What it starts in the background holds these open after its end.
                _ = DrainAsync(process.StandardOutput);
                _ = DrainAsync(process.StandardError);
                await process.WaitForExitAsync(cancellationToken);
                return process.ExitCode == 0 ? ChannelAnswer.Sent
                    : new ChannelAnswer(false, $"exited with {process.ExitCode}", MayTryAgain: true);
            }
            catch (OperationCanceledException)
            {
                Kill(process);
                throw;
            }
        }
        catch (Win32Exception)
        {
            return new ChannelAnswer(false, $"{Path.GetFileName(start.FileName)} is not installed");
        }
    }

    private static Task DrainAsync(StreamReader output) => output.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is AggregateException or Win32Exception or InvalidOperationException)
        {
            // It has ended, or it runs as another user.
        }
    }

    private static async Task FeedAsync(Process process, Alert alert, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(
                JsonSerializer.Serialize(alert, AlertJson.Default.Alert).AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It need not read its input.
        }
    }
}
