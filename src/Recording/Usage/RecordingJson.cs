using System.Text.Json.Serialization;

namespace ToolTime.Recording.Usage;

/// <summary>Every JSON shape of the record and of its counts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RecordedEvent))]
[JsonSerializable(typeof(Rollup))]
[JsonSerializable(typeof(ObservedClients))]
[JsonSerializable(typeof(WeekStatistics))]
internal sealed partial class RecordingJson : JsonSerializerContext;
