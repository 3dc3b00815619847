using System.Security.Cryptography;
using System.Text;
using ToolTime.Calendar;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// A machine's token for one epoch: the first 32 hex digits of HMAC-SHA256(secret, "tooltime-epoch-" + n), keyed by the secret's text in
/// UTF-8. Never stored: with the secret, every old token can be derived again to delete what was sent under it; without it, no two tokens
/// can be linked.
/// </summary>
internal static class EpochToken
{
    private const int Digits = 32;

    public static string Derive(string secret, Epoch epoch)
    {
        var digest = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"tooltime-epoch-{epoch.Number}"));
        return Convert.ToHexStringLower(digest)[..Digits];
    }
}
