using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Insights.Reports;

/// <summary>The JSON of insights.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(InsightDocument))]
internal sealed partial class InsightJson : JsonSerializerContext;
