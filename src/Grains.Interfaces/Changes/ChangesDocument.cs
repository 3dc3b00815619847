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
