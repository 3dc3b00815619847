namespace ToolTime.Grains.Webhooks;

/// <summary>Posts JSON to addresses configured by an operator. Grains reach other hosts only through it.</summary>
public interface IWebhookSender
{
    /// <summary>Posts a body.</summary>
    /// <param name="address">The address to post to.</param>
    /// <param name="body">The JSON.</param>
    /// <param name="headers">Further headers.</param>
    /// <returns>Null if the answer was 200 to 299 within ten seconds; otherwise the reason, without the address.</returns>
    Task<string?> SendAsync(Uri address, byte[] body, IReadOnlyDictionary<string, string> headers);
}
