namespace ToolTime.Webhooks;

/// <summary>
/// Sends each final week's changes to one address, the oldest first, until it takes them; the key is a hash of the address.
/// </summary>
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Sends what is due; it may take longer than a call waits for its answer.</summary>
    Task SendDueAsync();
}
