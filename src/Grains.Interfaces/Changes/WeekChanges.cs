namespace ToolTime.Changes;

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
