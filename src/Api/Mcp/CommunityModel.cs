using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.Api.Mcp;

/// <summary>A model in the newest seven days.</summary>
internal sealed record CommunityModel
{
    public required string Model { get; init; }

    /// <summary>True for the bucket of names that are not published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>The share of submitters who used it; shares add up to more than 100.</summary>
    public required double? Percentage { get; init; }

    public static CommunityModel From(ModelStats model) =>
        new()
        {
            Model = model.Model,
            Custom = model.Custom,
            Percentage = model.Percentage,
        };
}
