namespace ToolTime.Grains.Webhooks;

/// <summary>Posts JSON to addresses that an operator names. Grains reach no other host but by this.</summary>
public interface IWebhookSender
{
    /// <summary>Posts a body.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="body">The JSON.</param>
    /// <param name="headers">Further headers.</param>
    /// <returns>Null where it was taken, with a status of 200 to 299 within ten seconds; else why not, without the address.</returns>
    Task<string?> SendAsync(Uri address, byte[] body, IReadOnlyDictionary<string, string> headers);
}
