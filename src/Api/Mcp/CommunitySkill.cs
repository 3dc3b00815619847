using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.Api.Mcp;

/// <summary>A skill in the newest seven days.</summary>
internal sealed record CommunitySkill
{
    public required string SkillName { get; init; }

    /// <summary>True for the bucket of names that are not published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    public required long? InvocationCount { get; init; }

    public required long UniqueSubmitters { get; init; }

    public static CommunitySkill From(SkillStats skill) => new()
    {
        SkillName = skill.Name,
        Custom = skill.Custom,
        InvocationCount = skill.TotalCalls,
        UniqueSubmitters = skill.UniqueSubmitters,
    };
}
