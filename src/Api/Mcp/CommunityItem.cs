using System.Text.Json.Serialization;
using ToolTime.Api.Trends;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Mcp;

/// <summary>One name: its newest seven days, its rank, and its weeks.</summary>
internal sealed record CommunityItem
{
    private const int NewestWeeks = 13;

    public required string Dimension { get; init; }

    public required string Name { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>What the newest seven days cover.</summary>
    public required StatsWindow Window { get; init; }

    /// <summary>Its figures in the window; null if too few use it.</summary>
    public required NameFigures? Current { get; init; }

    /// <summary>States that too few use it, in the same words whether none or a few do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>Its rank by submitters in the window, from 1; equal names share a rank. Null if <see cref="Current"/> is.</summary>
    public required int? Rank { get; init; }

    /// <summary>The number of names of its dimension in the window.</summary>
    public required int Ranked { get; init; }

    /// <summary>Names that the same submitters use more often than chance, strongest first.</summary>
    public required IReadOnlyList<StatsName> AlsoUsed { get; init; }

    /// <summary>One point for each of the newest 13 final weeks, oldest first.</summary>
    public required IReadOnlyList<TrendWeek> Weeks { get; init; }

    public static CommunityItem From(NameAnswer.Found name)
    {
        var trend = TrendAnswer.From(name, NewestWeeks);
        return new()
        {
            Dimension = name.Dimension.ToName(),
            Name = name.Name,
            Simulated = trend.Simulated,
            Window = trend.Window,
            Current = name.Current,
            Note = trend.Note,
            Rank = name.Rank,
            Ranked = name.Ranking.Count,
            AlsoUsed = trend.AlsoUsed,
            Weeks = trend.Weeks,
        };
    }
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CommunityItem))]
[JsonSerializable(typeof(CommunityMcpServer))]
[JsonSerializable(typeof(CommunityModel))]
[JsonSerializable(typeof(CommunityOverview))]
[JsonSerializable(typeof(CommunitySkill))]
[JsonSerializable(typeof(ToolSummary))]
internal sealed partial class CommunityJson : JsonSerializerContext;
