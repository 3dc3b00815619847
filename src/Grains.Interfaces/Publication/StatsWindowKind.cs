namespace ToolTime.Publication;

/// <summary>The kinds of windows that figures cover.</summary>
public enum StatsWindowKind
{
    /// <summary><c>week</c>: the newest published ISO week.</summary>
    Week = 0,

    /// <summary><c>7d</c>: seven days, made daily, with less detail.</summary>
    SevenDays = 1,

    /// <summary><c>4w</c>: the newest four published weeks.</summary>
    FourWeeks = 2,

    /// <summary><c>13w</c>: the newest thirteen published weeks.</summary>
    ThirteenWeeks = 3,
}
