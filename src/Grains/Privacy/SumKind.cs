namespace ToolTime.Grains.Privacy;

/// <summary>The additive sums of a name, which can be subtracted from each other. Each has its own contributing submitters.</summary>
internal enum SumKind
{
    /// <summary>Calls.</summary>
    Calls = 0,

    /// <summary>Calls whose outcome was seen, and those of them that failed.</summary>
    ObservedCalls = 1,

    /// <summary>Calls that were rejected.</summary>
    Rejections = 2,
}
