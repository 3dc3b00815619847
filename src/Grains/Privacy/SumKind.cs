namespace ToolTime.Grains.Privacy;

/// <summary>The sums of a name that add up, so that one can be taken from another. Each has submitters of its own behind it.</summary>
internal enum SumKind
{
    /// <summary>Calls.</summary>
    Calls = 0,

    /// <summary>Calls whose outcome was seen, and how many of them failed.</summary>
    ObservedCalls = 1,

    /// <summary>Calls that were rejected.</summary>
    Rejections = 2,
}
