namespace ToolTime.Monitor.Security.Alerts;

/// <summary>A way in which alerts reach their user.</summary>
internal interface IAlertChannel
{
    /// <summary>Sends an alert, within the time of the token.</summary>
    /// <returns>What the channel answered.</returns>
    Task<ChannelAnswer> Send(QueuedAlert alert, CancellationToken cancellationToken);
}
