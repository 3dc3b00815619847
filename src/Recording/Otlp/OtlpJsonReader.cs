using System.Buffers.Text;
using System.Text.Json;
using ToolTime.Recording.Json;

namespace ToolTime.Recording.Otlp;

/// <summary>
/// Reads the JSON body of a request to `/v1/logs`. Values nested deeper than the protocol needs are rejected; unlisted ones are skipped
/// without a copy.
/// </summary>
internal static class OtlpJsonReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <exception cref="JsonException">It is not JSON, or not a request of this kind.</exception>
    public static void Read(ReadOnlySpan<byte> body, OtlpReading reading)
    {
        var json = new Utf8JsonReader(body, Options);
        json.Read();
        if (json.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (Next(ref json, out var name))
        {
            if (name.SequenceEqual("resourceLogs"u8) && json.TokenType is JsonTokenType.StartArray)
            {
                ReadResources(ref json, reading);
            }
            else
            {
                json.Skip();
            }
        }

        // Nothing follows the object.
        json.Read();
    }

    private static void ReadResources(scoped ref Utf8JsonReader json, OtlpReading reading)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is JsonTokenType.StartObject)
            {
                ReadResource(ref json, reading);
            }
            else
            {
                json.Skip();
            }
        }
    }

    // Members come in any order, but the resource must be known before its records are read.
    private static void ReadResource(scoped ref Utf8JsonReader json, OtlpReading reading)
    {
        var resource = reading.BeginResource();
        Utf8JsonReader scopes = default;
        var hasScopes = false;
        while (Next(ref json, out var name))
        {
            if (name.SequenceEqual("scopeLogs"u8) && json.TokenType is JsonTokenType.StartArray)
            {
                scopes = json;
                hasScopes = true;
            }

            if (name.SequenceEqual("resource"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadAttributesOf(ref json, resource);
            }
            else
            {
                json.Skip();
            }
        }

        if (hasScopes)
        {
            ReadScopes(ref scopes, reading);
        }
    }

    private static void ReadScopes(scoped ref Utf8JsonReader json, OtlpReading reading)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is not JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            while (Next(ref json, out var name))
            {
                if (name.SequenceEqual("logRecords"u8) && json.TokenType is JsonTokenType.StartArray)
                {
                    ReadRecords(ref json, reading);
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    private static void ReadRecords(scoped ref Utf8JsonReader json, OtlpReading reading)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is not JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            ReadAttributesOf(ref json, reading.BeginRecord());
            reading.EndRecord();
        }
    }

    // Reads the attributes of a record or a resource, up to its end.
    private static void ReadAttributesOf(scoped ref Utf8JsonReader json, OtlpRecord record)
    {
        while (Next(ref json, out var name))
        {
            if (name.SequenceEqual("attributes"u8) && json.TokenType is JsonTokenType.StartArray)
            {
                ReadAttributes(ref json, record);
            }
            else if (name.SequenceEqual("timeUnixNano"u8))
            {
                record.Time = Nanoseconds(ref json);
            }
            else if (name.SequenceEqual("observedTimeUnixNano"u8))
            {
                record.ObservedTime = Nanoseconds(ref json);
            }
            else if (name.SequenceEqual("eventName"u8) && json.TokenType is JsonTokenType.String)
            {
                record.SetName(json.ValueSpan);
            }
            else if (name.SequenceEqual("body"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                ReadBody(ref json, record);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadBody(scoped ref Utf8JsonReader json, OtlpRecord record)
    {
        while (Next(ref json, out var name))
        {
            if (name.SequenceEqual("stringValue"u8) && json.TokenType is JsonTokenType.String)
            {
                record.SetName(json.ValueSpan);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadAttributes(scoped ref Utf8JsonReader json, OtlpRecord record)
    {
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            if (json.TokenType is JsonTokenType.StartObject)
            {
                ReadAttribute(ref json, record);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static void ReadAttribute(scoped ref Utf8JsonReader json, OtlpRecord record)
    {
        OtlpAttribute? attribute = null;
        Utf8JsonReader value = default;
        var hasValue = false;
        while (Next(ref json, out var name))
        {
            if (name.SequenceEqual("key"u8) && json.TokenType is JsonTokenType.String)
            {
                attribute = json.ValueIsEscaped ? null : OtlpAttributeNames.Find(json.ValueSpan);
            }
            else if (name.SequenceEqual("value"u8) && json.TokenType is JsonTokenType.StartObject)
            {
                value = json;
                hasValue = true;
            }

            json.Skip();
        }

        if (attribute is { } listed && hasValue)
        {
            ReadValue(ref value, listed, record);
        }
    }

    private static void ReadValue(scoped ref Utf8JsonReader json, OtlpAttribute attribute, OtlpRecord record)
    {
        while (Next(ref json, out var name))
        {
            var isText = json.TokenType is JsonTokenType.String;
            if (name.SequenceEqual("stringValue"u8) && isText)
            {
                record.Set(attribute, Text(ref json, OtlpAttributeNames.Bound(attribute).Bytes));
            }
            else if ((name.SequenceEqual("intValue"u8) || name.SequenceEqual("doubleValue"u8)) && (isText || json.TokenType is JsonTokenType.Number))
            {
                record.Set(attribute, json.ValueSpan);
            }
            else if (name.SequenceEqual("boolValue"u8) && json.TokenType is JsonTokenType.True or JsonTokenType.False)
            {
                record.Set(attribute, json.TokenType is JsonTokenType.True);
            }

            json.Skip();
        }
    }

    private static ulong Nanoseconds(scoped ref Utf8JsonReader json)
    {
        var isNumber = json.TokenType is JsonTokenType.Number or JsonTokenType.String;
        ulong nanoseconds = 0;
        if (isNumber && !(Utf8Parser.TryParse(json.ValueSpan, out nanoseconds, out var length) && length == json.ValueSpan.Length))
        {
            nanoseconds = 0;
        }

        json.Skip();
        return nanoseconds;
    }

    // A string's unescaped value, up to the useful length and one byte more. Clients truncate text in the middle of a character: half of
    // one is replaced, so that the other records of the body are not lost with it.
    private static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader json, int most)
    {
        var raw = json.ValueSpan;
        if (!json.ValueIsEscaped)
        {
            return raw;
        }

        var text = new JsonStringBuffer();
        text.Begin(Math.Min(raw.Length, most + 1));
        foreach (var b in raw)
        {
            text.Add(b);
        }

        text.Add((byte)'"');
        return text.Bytes;
    }

    // Moves to the next member of an object and the start of its value; false at the object's end.
    private static bool Next(scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> name)
    {
        name = default;
        json.Read();
        if (json.TokenType is not JsonTokenType.PropertyName)
        {
            return false;
        }

        name = json.ValueSpan;
        json.Read();
        return true;
    }
}
