namespace ToolTime.Monitor.Security.Alerts;

/// <summary>A way in which alerts reach their user.</summary>
internal interface IAlertChannel
{
    /// <summary>Sends an alert, within the time of the token.</summary>
    /// <returns>What the channel answered.</returns>
    Task<ChannelAnswer> SendAsync(QueuedAlert alert, CancellationToken cancellationToken);
}

/// <summary>What a channel answered to an alert.</summary>
/// <param name="IsSent">Whether it took it.</param>
/// <param name="Outcome">In our words.</param>
/// <param name="MayTryAgain">Whether another try may do better.</param>
internal sealed record ChannelAnswer(bool IsSent, string Outcome, bool MayTryAgain = false)
{
    public static readonly ChannelAnswer Sent = new(true, "sent");
}
