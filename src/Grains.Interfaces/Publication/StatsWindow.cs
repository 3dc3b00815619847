using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>
/// What a publication covers, and what its figures are shares of. Members are null if nothing is published yet or too few submitted.
/// </summary>
public sealed record StatsWindow
{
    /// <summary>The version of the rules now in force.</summary>
    public const int CurrentRules = 2;

    /// <summary>The window's name, such as <c>7d</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The first UTC day.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>The last UTC day.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>Distinct submitters of the window or the client: the denominator of adoption.</summary>
    public long? Submitters { get; init; }

    /// <summary>Reports that count, over all clients.</summary>
    public long? Reports { get; init; }

    /// <summary>When it was computed, UTC, to the second.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>For a week or four-week window: whether it accepts no more reports, and so never changes again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Final { get; init; }

    /// <summary>The minimum number of distinct submitters behind every figure.</summary>
    public required int MinimumSubmitters { get; init; }

    /// <summary>
    /// The version of the rules in docs/privacy.md under which it was computed; absent in publications from before version 2.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RulesVersion { get; init; }

    /// <summary>True if the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }
}
