using System.Text.Json.Serialization;

namespace ToolTime.Telemetry;

/// <summary>The JSON of published telemetry.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TelemetryDocument))]
public sealed partial class TelemetryJson : JsonSerializerContext;
