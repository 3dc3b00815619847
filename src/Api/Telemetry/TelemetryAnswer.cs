using System.Text.Json.Serialization;

namespace ToolTime.Api.Telemetry;

/// <summary>The answer to an event that is stored, as the public client knows it.</summary>
/// <param name="Data">Nothing.</param>
internal sealed record TelemetryAnswer(TelemetryAnswer.Nothing Data)
{
    /// <summary>The one answer.</summary>
    public static TelemetryAnswer Stored { get; } = new(new Nothing());

    /// <summary>An object without members.</summary>
    internal sealed record Nothing;
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TelemetryAnswer))]
internal sealed partial class TelemetryAnswerJson : JsonSerializerContext;
