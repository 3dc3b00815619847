using System.Text;
using System.Text.Json;

namespace ToolTime.Transcripts;

/// <summary>What all formats read of a line's JSON in the same way.</summary>
internal static class JsonLine
{
    // A tool's input may be nested as deeply as its author likes.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

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
        return unescaped.AsSpan(0, reader.CopyString(unescaped));
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

        var reader = new Utf8JsonReader((byte[])[(byte)'"', .. raw[..end], (byte)'"']);
        try
        {
            return reader.Read() ? reader.GetString() ?? "" : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Cut within a character, or half of one that has two parts.
            return Encoding.UTF8.GetString(raw[..end]);
        }
    }

    /// <summary>A count of tokens: null stands for none. False where it is anything else than a whole number up to 2^32.</summary>
    public static bool TryCount(scoped ref Utf8JsonReader reader, out long count)
    {
        count = 0;
        return reader.TokenType is JsonTokenType.Null
            || (reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out count) && count is >= 0 and <= uint.MaxValue);
    }

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
