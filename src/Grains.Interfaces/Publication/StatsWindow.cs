using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>What a publication covers.</summary>
public sealed record StatsWindow
{
    /// <summary>The version of the rules that are in force.</summary>
    public const int CurrentRules = 2;

    /// <summary>The window's name, such as <c>week</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The first UTC day; null where nothing is published yet.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>The last UTC day; null where nothing is published yet.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>When it was published, UTC; null where nothing is published yet.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Distinct submitters behind every figure, at least.</summary>
    public required int MinimumSubmitters { get; init; }

    /// <summary>The version of the rules of docs/privacy.md under which it was made; absent in what was published before the second.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RulesVersion { get; init; }

    /// <summary>True where the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }
}
