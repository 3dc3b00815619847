using System.Text.Json.Serialization;

namespace ToolTime.Grains.Publication;

/// <summary>The JSON in which counts of what was hidden are kept. Its members are stored, so their names never change.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HiddenCounts))]
internal sealed partial class HiddenCountsJson : JsonSerializerContext;
