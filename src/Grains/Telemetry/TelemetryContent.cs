using System.Buffers;
using System.Text.Json;
using ToolTime.Grains.Storage;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// The form in which an event is stored and hashed: a JSON array without spaces, <c>[format version, kind, …]</c>, whose members are in the
/// order of this code. Every stored version stays readable forever.
/// </summary>
public static class TelemetryContent
{
    private const int Version = 1;
    private const int Startup = 0;
    private const int Task = 1;
    private const int Share = 2;

    private static readonly StringCache Names = new(1_024);

    /// <summary>Encodes an event.</summary>
    public static byte[] Encode(TelemetryEvent reported)
    {
        ArgumentNullException.ThrowIfNull(reported);
        var buffer = new ArrayBufferWriter<byte>(192);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteNumberValue(Version);
            json.WriteNumberValue(KindOf(reported));
            json.WriteStringValue(reported.Version);
            json.WriteStringValue(reported.Brand);
            json.WriteStringValue(reported.Container);
            WriteRest(json, reported);
            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Decodes an event encoded by <see cref="Encode"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a valid event.</exception>
    public static TelemetryEvent Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            var json = new Utf8JsonReader(content);
            Expect(json.Read() && json.TokenType == JsonTokenType.StartArray);
            Expect(Number(ref json) == Version);
            var kind = Number(ref json);
            var (version, brand, container) = (Text(ref json) ?? throw Damaged(), Text(ref json), Text(ref json));
            TelemetryEvent reported = kind switch
            {
                Startup => ReadStartup(ref json, version),
                Task => ReadTask(ref json, version),
                Share => new ShareEvent { Version = version, Action = Choice<ShareAction>(ref json) ?? throw Damaged() },
                _ => throw Damaged(),
            };
            Expect(json.Read() && json.TokenType == JsonTokenType.EndArray && !json.Read());
            return reported with { Brand = brand, Container = container };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("A stored event is damaged.", exception);
        }
    }

    private static int KindOf(TelemetryEvent reported) => reported switch
    {
        StartupEvent => Startup,
        TaskEvent => Task,
        ShareEvent => Share,
        _ => throw new ArgumentOutOfRangeException(nameof(reported)),
    };

    private static void WriteRest(Utf8JsonWriter json, TelemetryEvent reported)
    {
        switch (reported)
        {
            case StartupEvent startup:
                json.WriteStringValue(startup.System);
                json.WriteStringValue(startup.Runtime);
                json.WriteStringValue(startup.LaunchSource);
                break;
            case TaskEvent task:
                WriteTask(json, task);
                break;
            case ShareEvent share:
                json.WriteNumberValue((int)share.Action);
                break;
        }
    }

    private static void WriteTask(Utf8JsonWriter json, TaskEvent task)
    {
        json.WriteStringValue(task.Model);
        json.WriteStringValue(task.Provider);
        Write(json, (long?)task.Outcome);
        Write(json, task.Iterations);
        Write(json, task.DurationMs);
        Write(json, task.CostMicroUsd);
        json.WriteStringValue(task.CostSource);
        Write(json, task.PromptTokens);
        Write(json, task.CompletionTokens);
        Write(json, task.CacheCreationTokens);
        Write(json, task.CacheReadTokens);
        Write(json, task.CacheTotalRequests);
        Write(json, task.CacheHitRequests);
        json.WriteStringValue(task.ErrorKind);
    }

    private static StartupEvent ReadStartup(ref Utf8JsonReader json, string version) =>
        new() { Version = version, System = Text(ref json) ?? throw Damaged(), Runtime = Text(ref json), LaunchSource = Text(ref json) };

    private static TaskEvent ReadTask(ref Utf8JsonReader json, string version) => new()
    {
        Version = version,
        Model = Text(ref json),
        Provider = Text(ref json),
        Outcome = Choice<TaskOutcome>(ref json),
        Iterations = Number(ref json),
        DurationMs = Number(ref json),
        CostMicroUsd = Number(ref json),
        CostSource = Text(ref json),
        PromptTokens = Number(ref json),
        CompletionTokens = Number(ref json),
        CacheCreationTokens = Number(ref json),
        CacheReadTokens = Number(ref json),
        CacheTotalRequests = Number(ref json),
        CacheHitRequests = Number(ref json),
        ErrorKind = Text(ref json),
    };

    private static void Write(Utf8JsonWriter json, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static long? Number(ref Utf8JsonReader json)
    {
        Expect(json.Read() && json.TokenType is JsonTokenType.Number or JsonTokenType.Null);
        long? number = json.TokenType == JsonTokenType.Null ? null : json.GetInt64();
        return number is null or >= 0 ? number : throw Damaged();
    }

    private static TEnum? Choice<TEnum>(ref Utf8JsonReader json)
        where TEnum : struct, Enum
    {
        if (Number(ref json) is not { } number)
        {
            return null;
        }

        var choice = (TEnum)Enum.ToObject(typeof(TEnum), number);
        return Enum.IsDefined(choice) ? choice : throw Damaged();
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        Expect(json.Read() && json.TokenType is JsonTokenType.String or JsonTokenType.Null);
        return json.TokenType == JsonTokenType.Null ? null : Names.Read(ref json);
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw Damaged();
        }
    }

    private static InvalidDataException Damaged() => new("A stored event is damaged.");
}
