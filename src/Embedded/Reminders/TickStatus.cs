namespace Orleans.Runtime;

/// <summary>Tells a grain which tick of a reminder this is. All times are UTC.</summary>
/// <param name="firstTickTime">When the reminder was first due.</param>
/// <param name="period">Its period.</param>
/// <param name="timeStamp">When this tick was sent.</param>
[GenerateSerializer, Immutable]
public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
{
    /// <summary>When the reminder was first due.</summary>
    [Id(0)]
    public DateTime FirstTickTime { get; } = firstTickTime;

    /// <summary>The reminder's period.</summary>
    [Id(1)]
    public TimeSpan Period { get; } = period;

    /// <summary>When this tick was sent.</summary>
    [Id(2)]
    public DateTime CurrentTickTime { get; } = timeStamp;
}
