namespace ToolTime.Usage;

/// <summary>What became of a rollup. The numbers are sent; they never change.</summary>
public enum RollupOutcome
{
    /// <summary>The day's aggregates are stored.</summary>
    Stored = 0,

    /// <summary>Newer aggregates were stored already.</summary>
    Superseded = 1,
}
