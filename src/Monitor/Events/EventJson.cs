using System.Text.Json.Serialization;

namespace ToolTime.Monitor.Events;

/// <summary>The JSON of events and filters.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(LiveEvent))]
[JsonSerializable(typeof(EventFilter))]
internal sealed partial class EventJson : JsonSerializerContext;
