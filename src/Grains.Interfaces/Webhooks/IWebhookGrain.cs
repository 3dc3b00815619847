namespace ToolTime.Webhooks;

/// <summary>
/// Sends each final week's changes to one address, oldest first, until the address accepts them; the key is a hash of the address.
/// </summary>
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Sends what is due; it may take longer than a caller waits for an answer.</summary>
    Task SendDueAsync();
}
