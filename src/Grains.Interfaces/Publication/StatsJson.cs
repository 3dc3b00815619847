using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>The JSON of publications.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatsDocument))]
[JsonSerializable(typeof(TrendsDocument))]
public sealed partial class StatsJson : JsonSerializerContext;
