using System.Text;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Makes the agent's terminal show a notification (OSC 9) and ring its bell; a terminal without notifications shows nothing, and the
/// agent's own screen stays as it is.
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
