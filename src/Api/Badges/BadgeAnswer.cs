using System.Text.Json.Serialization;

namespace ToolTime.Api.Badges;

/// <summary>A badge in the format that shields.io reads from an endpoint (https://shields.io/badges/endpoint-badge).</summary>
internal sealed record BadgeAnswer
{
    [JsonPropertyName("schemaVersion")]
    public int SchemaVersion { get; } = 1;

    public required string Label { get; init; }

    public required string Message { get; init; }

    public required string Color { get; init; }

    public static BadgeAnswer Create(BadgeText text) =>
        new()
        {
            Label = text.Label,
            Message = text.Message,
            Color = text.IsPublished ? "0b6e4f" : "lightgrey",
        };
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BadgeAnswer))]
internal sealed partial class BadgeJson : JsonSerializerContext;
