using System.Text.Json.Serialization;
using ToolTime.Api.Trends;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Mcp;

/// <summary>One name: the newest seven days, its rank, and its weeks.</summary>
internal sealed record CommunityItem
{
    private const int NewestWeeks = 13;

    public required string Dimension { get; init; }

    public required string Name { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>What the newest seven days cover.</summary>
    public required StatsWindow Window { get; init; }

    /// <summary>Its figures in them; null where fewer use it than are needed.</summary>
    public required NameFigures? Current { get; init; }

    /// <summary>Says so, in the same words for none and for any fewer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>Its rank by submitters in them, from 1; equals share one. Null where <see cref="Current"/> is.</summary>
    public required int? Rank { get; init; }

    /// <summary>How many names of its dimension they show.</summary>
    public required int Ranked { get; init; }

    /// <summary>Names that the same submitters use more often than chance, the strongest first.</summary>
    public required IReadOnlyList<StatsName> AlsoUsed { get; init; }

    /// <summary>A point for each of the newest 13 final weeks, the oldest first.</summary>
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
