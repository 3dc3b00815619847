using System.Text;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Asks the terminal that the agent runs in to show a notification (OSC 9) and to ring its bell; a terminal that knows no notifications
/// shows nothing, and the agent's own screen stays as it is.
/// </summary>
internal sealed class TerminalChannel : IAlertChannel
{
    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(QueuedAlert alert, CancellationToken cancellationToken)
    {
        if (alert.Terminal is not { } terminal || !terminal.StartsWith("/dev/", StringComparison.Ordinal))
        {
            return new ChannelAnswer(false, "the agent does not run in a terminal");
        }

        try
        {
            await using var device = new FileStream(terminal, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await device.WriteAsync(Encoding.UTF8.GetBytes($"\e]9;tooltime: {alert.Alert.ToText()}\a"), cancellationToken);
            return ChannelAnswer.Sent;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ChannelAnswer(false, "the terminal is gone");
        }
    }
}
