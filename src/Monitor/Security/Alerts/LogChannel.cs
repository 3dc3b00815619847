using System.Text.Json;
using ToolTime.Recording.Hooks;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>Appends alerts to a file as JSON lines.</summary>
/// <param name="path">The file.</param>
internal sealed class LogChannel(string path) : IAlertChannel
{
    /// <inheritdoc/>
    public Task<ChannelAnswer> SendAsync(QueuedAlert alert, CancellationToken cancellationToken)
    {
        try
        {
            var size = EventLog.Append(path, JsonSerializer.SerializeToUtf8Bytes(alert.Alert, AlertJson.Default.Alert));
            return Task.FromResult(size > 0 ? ChannelAnswer.Sent : new ChannelAnswer(false, "the file cannot be written", MayTryAgain: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(new ChannelAnswer(false, "the file cannot be written", MayTryAgain: true));
        }
    }
}
