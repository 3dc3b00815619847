using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ToolTime.Api.Submissions;

/// <summary>
/// The optional <c>X-Signature</c>: HMAC-SHA256 of the exact JSON under the token, in hex digits of either case. It proves only that the
/// body arrived as it was made, since the key is inside.
/// </summary>
internal static class SubmissionSignature
{
    public const string Header = "X-Signature";

    /// <summary>True where there is no signature, or a right one.</summary>
    public static bool IsAcceptable(StringValues header, string token, ReadOnlySpan<byte> json)
    {
        if (header.Count == 0)
        {
            return true;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (
            header.Count > 1
            || Convert.FromHexString(header.ToString(), given, out _, out var written) != OperationStatus.Done
            || written != given.Length
        )
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), json, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
