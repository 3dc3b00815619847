namespace ToolTime.Publication;

/// <summary>The kinds of windows that figures cover. No window spans two epochs. The numbers are stored; they never change.</summary>
public enum StatsWindowKind
{
    /// <summary><c>week</c>: an ISO week.</summary>
    Week = 0,

    /// <summary><c>7d</c>: today and the six days before, the default everywhere.</summary>
    SevenDays = 1,

    /// <summary><c>4w</c>: the four ISO weeks of an epoch.</summary>
    FourWeeks = 2,
}
