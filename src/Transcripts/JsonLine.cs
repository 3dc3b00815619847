using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ToolTime.Transcripts;

/// <summary>What all formats read of a line's JSON in the same way.</summary>
internal static class JsonLine
{
    // A tool's input may be nested as deeply as its author likes.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private const long MaxTotal = 1L << 53;

    public static Utf8JsonReader Reader(ReadOnlySpan<byte> line) => new(line, Options);

    /// <summary>The whole line as a document, to be disposed of.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static JsonDocument Parse(ReadOnlySpan<byte> line)
    {
        var reader = Reader(line);
        var document = JsonDocument.ParseValue(ref reader);
        try
        {
            End(ref reader);
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>The value of a string as UTF-8 without its escapes; empty where it is no string.</summary>
    public static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            return default;
        }

        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var unescaped = new byte[reader.ValueSpan.Length];
        try
        {
            return unescaped.AsSpan(0, reader.CopyString(unescaped));
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetBytes(Unescape(reader.ValueSpan));
        }
    }

    /// <summary>The value of a string, what is no Unicode in it replaced.</summary>
    public static string String(scoped ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Unescape(reader.ValueSpan);
        }
    }

    /// <summary>The beginning of a string's raw bytes without its escapes.</summary>
    public static string Unescape(ReadOnlySpan<byte> raw, int maxBytes)
    {
        var end = 0;
        while (end < raw.Length && end < maxBytes)
        {
            var length = raw[end] != '\\' ? 1 : end + 1 < raw.Length && raw[end + 1] == 'u' ? 6 : 2;
            if (end + length > raw.Length)
            {
                break;
            }

            end += length;
        }

        return Unescape(raw[..end]);
    }

    /// <summary>
    /// A string's raw bytes without its escapes. What is no Unicode becomes U+FFFD: who cuts a text may leave half of a character.
    /// </summary>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf((byte)'\\') is >= 0 and var plain && plain + 1 < raw.Length)
        {
            text.Append(Encoding.UTF8.GetString(raw[..plain]));
            raw = raw[(plain + 1)..];
            var isCode = raw[0] == 'u' && raw.Length > 4;
            text.Append(
                isCode && ushort.TryParse(raw[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                    ? (char)code
                    : Escaped(raw[0])
            );
            raw = raw[(isCode ? 5 : 1)..];
        }

        text.Append(Encoding.UTF8.GetString(raw));
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>A count of tokens: null stands for none. False where it is anything else than a whole number up to 2^32.</summary>
    public static bool TryCount(scoped ref Utf8JsonReader reader, out long count) =>
        TryTotal(ref reader, out count) && count <= uint.MaxValue;

    /// <summary>A sum of many counts, which may be larger than each of them. False where it is no whole number up to 2^53.</summary>
    public static bool TryTotal(scoped ref Utf8JsonReader reader, out long total)
    {
        total = 0;
        if (reader.TokenType is not JsonTokenType.Number)
        {
            return reader.TokenType is JsonTokenType.Null;
        }

        // Some write a whole number as 12.0.
        var isWhole = reader.TryGetInt64(out total);
        if (!isWhole && reader.TryGetDouble(out var number) && IsWhole(number))
        {
            (isWhole, total) = (true, (long)number);
        }

        return isWhole && total is >= 0 and <= MaxTotal;
    }

    /// <summary>True for a number without a fraction that can be reported exactly.</summary>
    public static bool IsWhole(double number) => Math.Abs(number) <= MaxTotal && Math.Floor(number) == number;

    private static char Escaped(byte letter) => letter switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)letter,
    };

    /// <summary>UTC seconds since 1970 of an ISO 8601 instant; null where it is none between 1970 and 2106.</summary>
    public static uint? Instant(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            return null;
        }

        if (UtcInstant.TryParse(reader.ValueSpan, out var seconds))
        {
            return seconds;
        }

        return reader.TryGetDateTimeOffset(out var instant) && instant.ToUnixTimeSeconds() is >= 0 and <= uint.MaxValue and var other
            ? (uint)other
            : null;
    }

    /// <summary>
    /// Goes on to the next member of the object that the reader is in, and into its value. False at the object's end.
    /// A caller that does not read a value to its end calls <see cref="Utf8JsonReader.Skip"/>.
    /// </summary>
    public static bool NextMember(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> name)
    {
        name = default;
        reader.Read();
        if (reader.TokenType is not JsonTokenType.PropertyName)
        {
            return false;
        }

        name = reader.ValueSpan;
        reader.Read();
        return true;
    }

    /// <summary>Reads what is left of the line: an object that is whole has nothing behind it.</summary>
    public static void End(scoped ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }
}
