using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>The JSON shapes of alerts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(QueuedAlert))]
[JsonSerializable(typeof(AlertState))]
[JsonSerializable(typeof(SentAlert))]
internal sealed partial class AlertJson : JsonSerializerContext;
