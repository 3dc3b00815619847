using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Overview;

/// <summary>The JSON of what views show.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LiveSnapshot))]
internal sealed partial class OverviewJson : JsonSerializerContext;
