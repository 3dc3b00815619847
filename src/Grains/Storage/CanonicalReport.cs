using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using ToolTime.Usage;

namespace ToolTime.Grains.Storage;

/// <summary>
/// The form in which a report's content is stored and hashed. Equal content has equal bytes: UTF-8 JSON without white space, members in
/// fixed order, counts by dimension and ordinal name: <c>{"v":1,"t":total events or null,"e":edits without read or
/// null,"c":[[dimension,"name",calls,observed,errors,rejections],…]}</c>. A report with durations or typed skills has version 2, in which
/// <c>median of milliseconds,timed calls,by user</c> follow in each count.
/// </summary>
public static class CanonicalReport
{
    private const int Counts = 1;
    private const int CountsWithDurations = 2;

    private static readonly StringCache Names = new(16_384);

    /// <summary>Encodes a report.</summary>
    /// <param name="report">The report, its counts in canonical order.</param>
    /// <param name="totalEvents">The snapshot's total; null for a day cell.</param>
    public static byte[] Encode(UsageReport report, int? totalEvents)
    {
        ArgumentNullException.ThrowIfNull(report);
        var version = report.Counts.Any(count => count.MedianMs is not null || count.ByUser is not null) ? CountsWithDurations : Counts;
        var buffer = new ArrayBufferWriter<byte>(64 + report.Counts.Length * 40);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("v"u8, version);
            WriteNumberOrNull(json, "t"u8, totalEvents);
            WriteNumberOrNull(json, "e"u8, report.EditsWithoutRead);
            json.WriteStartArray("c"u8);
            foreach (var count in report.Counts)
            {
                WriteCount(json, count, version);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Decodes a report encoded by <see cref="Encode"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a valid report.</exception>
    public static UsageReport Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            var json = new Utf8JsonReader(content);
            ExpectMember(ref json, "v"u8, start: true);
            var version = json.GetInt32();
            if (version is not (Counts or CountsWithDurations))
            {
                throw new InvalidDataException("The stored report has an unknown version.");
            }

            ExpectMember(ref json, "t"u8);
            NumberOrNull(ref json);
            ExpectMember(ref json, "e"u8);
            var edits = NumberOrNull(ref json);
            ExpectMember(ref json, "c"u8);
            var counts = ImmutableArray.CreateBuilder<UsageCount>(32);
            Expect(json.TokenType == JsonTokenType.StartArray);
            while (json.Read() && json.TokenType == JsonTokenType.StartArray)
            {
                counts.Add(ReadCount(ref json, version));
            }

            Expect(json.TokenType == JsonTokenType.EndArray && json.Read() && json.TokenType == JsonTokenType.EndObject && !json.Read());
            return new() { Counts = counts.DrainToImmutable(), EditsWithoutRead = edits };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("The stored report is damaged.", exception);
        }
    }

    private static void WriteCount(Utf8JsonWriter json, UsageCount count, int version)
    {
        json.WriteStartArray();
        json.WriteNumberValue((int)count.Dimension);
        json.WriteStringValue(count.Name);
        json.WriteNumberValue(count.Calls);
        json.WriteNumberValue(count.ObservedCalls);
        WriteNumberOrNull(json, count.Errors);
        WriteNumberOrNull(json, count.Rejections);
        if (version == CountsWithDurations)
        {
            WriteNumberOrNull(json, count.MedianMs);
            json.WriteNumberValue(count.TimedCalls);
            WriteNumberOrNull(json, count.ByUser);
        }

        json.WriteEndArray();
    }

    private static UsageCount ReadCount(ref Utf8JsonReader json, int version)
    {
        json.Read();
        var dimension = (Dimension)json.GetInt32();
        Expect(Enum.IsDefined(dimension));
        json.Read();
        Expect(json.TokenType == JsonTokenType.String);
        var name = Names.Read(ref json);
        json.Read();
        var calls = json.GetInt32();
        json.Read();
        var observed = json.GetInt32();
        json.Read();
        var errors = NumberOrNull(ref json);
        json.Read();
        var rejections = NumberOrNull(ref json);
        var (median, timed, byUser) = version == CountsWithDurations ? ReadDurations(ref json) : default;
        Expect(json.Read() && json.TokenType == JsonTokenType.EndArray);
        return new()
        {
            Dimension = dimension,
            Name = name,
            Calls = calls,
            ObservedCalls = observed,
            Errors = errors,
            Rejections = rejections,
            MedianMs = median,
            TimedCalls = timed,
            ByUser = byUser,
        };
    }

    private static (int? MedianMs, int TimedCalls, int? ByUser) ReadDurations(ref Utf8JsonReader json)
    {
        json.Read();
        var median = NumberOrNull(ref json);
        json.Read();
        var timed = json.GetInt32();
        json.Read();
        return (median, timed, NumberOrNull(ref json));
    }

    private static void ExpectMember(ref Utf8JsonReader json, ReadOnlySpan<byte> name, bool start = false) =>
        Expect(
            (!start || json.Read())
                && json.Read()
                && json.TokenType == JsonTokenType.PropertyName
                && json.ValueTextEquals(name)
                && json.Read()
        );

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new InvalidDataException("The stored report is damaged.");
        }
    }

    private static int? NumberOrNull(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Null ? null : json.GetInt32();

    private static void WriteNumberOrNull(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? value)
    {
        json.WritePropertyName(name);
        WriteNumberOrNull(json, value);
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
