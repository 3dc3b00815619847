using System.Text.Json.Serialization;

namespace ToolTime.Grains.Publication;

/// <summary>The JSON in which publications are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(WindowPublication))]
internal sealed partial class PublicationJson : JsonSerializerContext;
