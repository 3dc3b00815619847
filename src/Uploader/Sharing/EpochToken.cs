using System.Security.Cryptography;
using System.Text;
using ToolTime.Calendar;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// The token that a machine goes by for one epoch: the first 32 hex digits of HMAC-SHA256(secret, "tooltime-epoch-" + n), the key being the
/// secret's text in UTF-8. Never stored: as long as the secret stays, every old token can be named again, to delete what was sent under it;
/// without the secret no two tokens can be linked.
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
