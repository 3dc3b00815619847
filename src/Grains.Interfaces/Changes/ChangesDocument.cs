using System.Text.Json.Serialization;

namespace ToolTime.Changes;

/// <summary>What changed in each of the newest final weeks, against the final week before it.</summary>
public sealed record ChangesDocument
{
    /// <summary>The most weeks that it holds.</summary>
    public const int MaximumWeeks = 26;

    /// <summary>True where the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The weeks, the newest first; the first final week of a server has none before it and is not among them.</summary>
    public required IReadOnlyList<WeekChanges> Weeks { get; init; }
}

/// <summary>What changed in one final week.</summary>
public sealed record WeekChanges
{
    /// <summary>The ISO week, such as <c>2026-W47</c>.</summary>
    public required string Week { get; init; }

    /// <summary>True where the clock, and so the figures, were made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>When it was published for the last time, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Its distinct submitters; null where they are too few.</summary>
    public required long? Submitters { get; init; }

    /// <summary>The changes: new names, then adoption, then errors, the largest first.</summary>
    public required IReadOnlyList<NameChange> Changes { get; init; }
}

/// <summary>One change of one name, over all clients together.</summary>
public sealed record NameChange
{
    /// <summary><c>new</c>, <c>adoption</c> or <c>errors</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name's dimension, such as <c>tool</c>.</summary>
    public required string Dimension { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The figure of the week before, 0 to 1: adoption, or the median of submitters' error rates; null for a new name.</summary>
    public required double? Before { get; init; }

    /// <summary>The figure of this week.</summary>
    public required double? After { get; init; }
}

/// <summary>The JSON of changes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChangesDocument))]
[JsonSerializable(typeof(WeekChanges))]
public sealed partial class ChangesJson : JsonSerializerContext;
