using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>A publication: all figures of one window. Every endpoint serves figures from the current one and from nowhere else.</summary>
public sealed record StatsDocument
{
    /// <summary>What the figures cover and which thresholds were in force.</summary>
    public required StatsWindow Window { get; init; }

    /// <summary>The window as a whole.</summary>
    public required StatsOverview Overview { get; init; }

    /// <summary>Tools, at most 100.</summary>
    public required IReadOnlyList<ToolStats> Tools { get; init; }

    /// <summary>Models, at most 50.</summary>
    public required IReadOnlyList<ModelStats> Models { get; init; }

    /// <summary>Coding agents.</summary>
    public required IReadOnlyList<ClientStats> Clients { get; init; }

    /// <summary>The other dimensions.</summary>
    public required StatsDimensions Dimensions { get; init; }

    /// <summary>How people work.</summary>
    public required StatsHabits Habits { get; init; }

    /// <summary>How many submitters used any name of a kind; absent in older publications.</summary>
    public StatsAny? Any { get; init; }

    /// <summary>
    /// Only in four-week windows for all clients: names that the same submitters use more often than chance, strongest first.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StatsPair>? AlsoUsed { get; init; }
}

/// <summary>A window as a whole. Figures below their threshold are null.</summary>
public sealed record StatsOverview
{
    /// <summary>Reports that count: day cells, and at most one snapshot per submitter, client and week.</summary>
    public required long? TotalSubmissions { get; init; }

    /// <summary>Distinct submitters, which are tokens, not people.</summary>
    public required long? UniqueSubmitters { get; init; }

    /// <summary>The window's first UTC day.</summary>
    public required DateOnly? Earliest { get; init; }

    /// <summary>The window's last UTC day.</summary>
    public required DateOnly? Latest { get; init; }
}

/// <summary>The dimensions other than tools, models and clients; at most 50 names of each.</summary>
public sealed record StatsDimensions
{
    /// <summary>Skills.</summary>
    public required IReadOnlyList<SkillStats> Skills { get; init; }

    /// <summary>MCP servers.</summary>
    public required IReadOnlyList<McpServerStats> McpServers { get; init; }

    /// <summary>Plugins.</summary>
    public required IReadOnlyList<PluginStats> Plugins { get; init; }
}

/// <summary>How people work in a window.</summary>
public sealed record StatsHabits
{
    /// <summary>The median of submitters' edits of unread files, of those who measured it; null below the threshold.</summary>
    public required double? EditWithoutReadMedian { get; init; }
}

/// <summary>How many submitters used any name of a kind, over all clients; null if too few.</summary>
public sealed record StatsAny
{
    /// <summary>Any MCP server.</summary>
    public required StatsUse? McpServer { get; init; }

    /// <summary>Any skill.</summary>
    public required StatsUse? Skill { get; init; }

    /// <summary>Any plugin.</summary>
    public required StatsUse? Plugin { get; init; }

    /// <summary>Any unlisted name, of any kind.</summary>
    public required StatsUse? Unlisted { get; init; }
}

/// <summary>How many submitters used something.</summary>
public sealed record StatsUse
{
    /// <summary>Distinct submitters.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public required double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public required double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public required double? AdoptionHigh { get; init; }
}

/// <summary>Two names that the same submitters use more often than chance.</summary>
/// <param name="First">The name that more submitters use.</param>
/// <param name="Second">The other.</param>
public sealed record StatsPair(StatsName First, StatsName Second);

/// <summary>A name within its dimension.</summary>
/// <param name="Dimension">The dimension's name, such as <c>mcp_server</c>.</param>
/// <param name="Name">The name.</param>
public sealed record StatsName(string Dimension, string Name);

/// <summary>The JSON of publications.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StatsDocument))]
[JsonSerializable(typeof(TrendsDocument))]
public sealed partial class StatsJson : JsonSerializerContext;
