using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ToolTime.Calendar;

namespace ToolTime.Submissions;

/// <summary>
/// Identifies a submitter within one epoch: SHA-256 of <c>epoch:token</c> in UTF-8, as 64 lower-case hex digits. It reveals no token of the
/// length that clients generate, and does not link a token's epochs.
/// </summary>
public readonly record struct SubmitterId : IParsable<SubmitterId>
{
    /// <summary>The maximum length of a token, in characters.</summary>
    public const int MaximumTokenLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string? _value;

    private SubmitterId(string value) => _value = value;

    /// <summary>The submitter with a token in an epoch.</summary>
    public static SubmitterId Derive(Epoch epoch, string token)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{epoch}:{token}"))));
    }

    /// <summary>The submitter with the 32 bytes returned by <see cref="ToBytes"/>.</summary>
    public static SubmitterId FromBytes(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, SHA256.HashSizeInBytes);
        return new(Convert.ToHexStringLower(bytes));
    }

    /// <inheritdoc/>
    public static SubmitterId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("A submitter id is 64 lower-case hex digits.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SubmitterId result)
    {
        var valid = s is { Length: 64 } && !s.AsSpan().ContainsAnyExcept(HexDigits);
        result = valid ? new(s!) : default;
        return valid;
    }

    /// <summary>The 32 bytes of the hash.</summary>
    public byte[] ToBytes() => Convert.FromHexString(ToString());

    /// <inheritdoc/>
    public override string ToString() => _value ?? throw new InvalidOperationException("A default SubmitterId has no value.");
}
