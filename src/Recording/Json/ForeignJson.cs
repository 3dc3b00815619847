using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ToolTime.Recording.Json;

/// <summary>
/// Parses what an agent wrote about a call, which may be nested to any depth and contain half characters, as truncated text does. Neither
/// may prevent the call from being checked. Anything nested deeper than 512 levels, where no tool reads, is left out.
/// </summary>
internal static class ForeignJson
{
    private const int EscapeLength = 6;

    private const int MostLevels = 512;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MostLevels };
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"[]{}"u8);

    /// <summary>The JSON as a document; invalid Unicode in <paramref name="json"/> is replaced.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonDocument Parse(byte[] json)
    {
        Mend(json);
        return JsonDocument.Parse(json, Options);
    }

    /// <summary>The same in memory of its own: for a process that parses once, where setting up a pool only costs time.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonElement ParseOnce(byte[] json)
    {
        Mend(json);
        return JsonElement.Parse(json, Options);
    }

    private static void Mend(byte[] json)
    {
        ReplaceBytes(json);
        ReplaceHalves(json);
        ReplaceDeepest(json);
    }

    private static void ReplaceBytes(Span<byte> json)
    {
        for (var rest = Utf8.IsValid(json) ? default : json; !rest.IsEmpty;)
        {
            var isFine = Rune.DecodeFromUtf8(rest, out _, out var length) is OperationStatus.Done;
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

    /// <summary>Puts a `0` in place of each object and array that is nested too deep.</summary>
    private static void ReplaceDeepest(Span<byte> json)
    {
        var (level, start, at) = (0, 0, 0);
        for (var next = json.IndexOfAny(Structure); next >= 0; next = json[at..].IndexOfAny(Structure))
        {
            at += next;
            switch (json[at])
            {
                case (byte)'"':
                    at = EndOfText(json, at);
                    break;
                case (byte)'[' or (byte)'{':
                    level++;
                    start = level == MostLevels + 1 ? at : start;
                    break;
                default:
                    if (level == MostLevels + 1)
                    {
                        json[start..(at + 1)].Fill((byte)' ');
                        json[start] = (byte)'0';
                    }

                    level--;
                    break;
            }

            at = Math.Min(at + 1, json.Length);
        }
    }

    /// <summary>The position of the quote that ends a string; the end of the input if none does.</summary>
    private static int EndOfText(ReadOnlySpan<byte> json, int start)
    {
        for (var at = start + 1; at < json.Length; at++)
        {
            var next = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                break;
            }

            at += next;
            if (json[at] == '"')
            {
                return at;
            }

            at++;
        }

        return json.Length;
    }

    // The UTF-16 unit of an escape `\uXXXX`.
    private static char? Escaped(ReadOnlySpan<byte> json) =>
        json.StartsWith("\\u"u8)
        && json.Length >= EscapeLength
        && ushort.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
