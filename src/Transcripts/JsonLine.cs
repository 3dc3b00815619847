using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ToolTime.Transcripts;

/// <summary>Reads JSON values from lines, for all formats.</summary>
internal static class JsonLine
{
    // A tool's input may be nested to any depth.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private const long MaxTotal = 1L << 53;

    public static Utf8JsonReader Reader(ReadOnlySpan<byte> line) => new(line, Options);

    /// <summary>The whole line as a document, which the caller disposes.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
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

    /// <summary>A string's unescaped value in UTF-8; empty if it is not a string.</summary>
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

    /// <summary>A string's value, with invalid Unicode replaced.</summary>
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

    /// <summary>The unescaped start of a string's raw bytes.</summary>
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

    /// <summary>A string's raw bytes, unescaped. Invalid Unicode becomes U+FFFD: truncated text may end with half a character.</summary>
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

    /// <summary>A token count: null counts as 0. False if it is anything but a whole number up to 2^32.</summary>
    public static bool TryCount(scoped ref Utf8JsonReader reader, out long count) =>
        TryTotal(ref reader, out count) && count <= uint.MaxValue;

    /// <summary>A sum of many counts, which may be larger than each. False if it is not a whole number up to 2^53.</summary>
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

    /// <summary>True for a number without a fraction that is exactly representable.</summary>
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

    /// <summary>UTC seconds since 1970 of an ISO 8601 instant; null if it is not one between 1970 and 2106.</summary>
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
    /// Moves to the next member of the current object, and to its value. False at the object's end. A caller that does not read a whole
    /// value calls <see cref="Utf8JsonReader.Skip"/>.
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

    /// <summary>Reads the rest of the line: nothing may follow the object.</summary>
    public static void End(scoped ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }
}
