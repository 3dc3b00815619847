using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ToolTime.Recording.Json;

/// <summary>
/// Parses what an agent wrote of a call: nested as deeply as its author likes, and with halves of characters, as a text that was cut has
/// them. Neither may keep a call from being looked at.
/// </summary>
internal static class ForeignJson
{
    private const int EscapeLength = 6;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <summary>The JSON as a document; what is no Unicode in <paramref name="json"/> is replaced.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Parse(byte[] json)
    {
        ReplaceBytes(json);
        ReplaceHalves(json);
        return JsonDocument.Parse(json, Options);
    }

    private static void ReplaceBytes(Span<byte> json)
    {
        for (var rest = Utf8.IsValid(json) ? default : json; !rest.IsEmpty;)
        {
            var isFine = Rune.DecodeFromUtf8(rest, out _, out var length) is System.Buffers.OperationStatus.Done;
            if (!isFine)
            {
                rest[..length].Fill((byte)'?');
            }

            rest = rest[length..];
        }
    }

    private static void ReplaceHalves(Span<byte> json)
    {
        for (var rest = json; rest.IndexOf((byte)'\\') is >= 0 and var start;)
        {
            rest = rest[start..];
            var length = Escaped(rest) is null ? Math.Min(2, rest.Length) : EscapeLength;
            if (Escaped(rest) is { } first && char.IsSurrogate(first))
            {
                if (char.IsHighSurrogate(first) && Escaped(rest[EscapeLength..]) is { } second && char.IsLowSurrogate(second))
                {
                    length = 2 * EscapeLength;
                }
                else
                {
                    "\\ufffd"u8.CopyTo(rest);
                }
            }

            rest = rest[length..];
        }
    }

    // The unit of UTF-16 that `\uXXXX` stands for.
    private static char? Escaped(ReadOnlySpan<byte> json) =>
        json.StartsWith("\\u"u8)
        && json.Length >= EscapeLength
        && ushort.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
