using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>
/// What a publication covers, and what its figures are shares of. Null where nothing is published yet, or too few stand behind it.
/// </summary>
public sealed record StatsWindow
{
    /// <summary>The version of the rules that are in force.</summary>
    public const int CurrentRules = 2;

    /// <summary>The window's name, such as <c>7d</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The first UTC day.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>The last UTC day.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>Distinct submitters of the window, or of the client, which adoption is a share of.</summary>
    public long? Submitters { get; init; }

    /// <summary>Reports that count, over all clients.</summary>
    public long? Reports { get; init; }

    /// <summary>When it was computed, UTC, to the second.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Of a week, or four: whether no report of it is accepted any more, so that it never changes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Final { get; init; }

    /// <summary>Distinct submitters behind every figure, at least.</summary>
    public required int MinimumSubmitters { get; init; }

    /// <summary>
    /// The version of the rules of docs/privacy.md under which it was made; absent in what was published before the second.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RulesVersion { get; init; }

    /// <summary>True where the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }
}
