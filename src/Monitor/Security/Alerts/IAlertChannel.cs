namespace ToolTime.Monitor.Security.Alerts;

/// <summary>A way in which alerts reach the user.</summary>
internal interface IAlertChannel
{
    /// <summary>Sends an alert, until the token is cancelled.</summary>
    /// <returns>What the channel answered.</returns>
    Task<ChannelAnswer> SendAsync(QueuedAlert alert, CancellationToken cancellationToken);
}

/// <summary>A channel's answer to an alert.</summary>
/// <param name="IsSent">Whether it accepted the alert.</param>
/// <param name="Outcome">The answer in our words.</param>
/// <param name="MayTryAgain">Whether a retry may help.</param>
internal sealed record ChannelAnswer(bool IsSent, string Outcome, bool MayTryAgain = false)
{
    public static readonly ChannelAnswer Sent = new(true, "sent");
}
