using System.Text.Json.Serialization;

namespace ToolTime.Changes;

/// <summary>What changed in each of the newest final weeks, compared with the final week before it.</summary>
public sealed record ChangesDocument
{
    /// <summary>The maximum number of weeks.</summary>
    public const int MaximumWeeks = 26;

    /// <summary>True if the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The weeks, newest first; a server's first final week has nothing to compare with and is left out.</summary>
    public required IReadOnlyList<WeekChanges> Weeks { get; init; }
}

/// <summary>What changed in one final week.</summary>
public sealed record WeekChanges
{
    /// <summary>The ISO week, such as <c>2026-W47</c>.</summary>
    public required string Week { get; init; }

    /// <summary>True if the clock, and so the figures, were made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>When it was last published, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Its distinct submitters; null if too few.</summary>
    public required long? Submitters { get; init; }

    /// <summary>New names, then changes in adoption, then in errors; the largest first within each.</summary>
    public required IReadOnlyList<NameChange> Changes { get; init; }
}

/// <summary>A change in one name, over all clients.</summary>
public sealed record NameChange
{
    /// <summary><c>new</c>, <c>adoption</c> or <c>errors</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name's dimension, such as <c>tool</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The previous week's figure, 0 to 1: adoption, or the median of submitters' error rates; null for a new name.</summary>
    public required double? Before { get; init; }

    /// <summary>This week's figure.</summary>
    public required double? After { get; init; }
}

/// <summary>The JSON of changes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChangesDocument))]
[JsonSerializable(typeof(WeekChanges))]
public sealed partial class ChangesJson : JsonSerializerContext;
