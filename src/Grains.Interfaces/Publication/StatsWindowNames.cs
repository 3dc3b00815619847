namespace ToolTime.Publication;

/// <summary>The names of windows, as they stand in URLs, and how many published weeks each holds.</summary>
public static class StatsWindowNames
{
    /// <summary>The name of a window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a window.</exception>
    public static string ToName(this StatsWindowKind window) => window switch
    {
        StatsWindowKind.Week => "week",
        StatsWindowKind.SevenDays => "7d",
        StatsWindowKind.FourWeeks => "4w",
        StatsWindowKind.ThirteenWeeks => "13w",
        _ => throw new ArgumentOutOfRangeException(nameof(window)),
    };

    /// <summary>How many published weeks a window adds up; 0 for one that is made of days.</summary>
    public static int Weeks(this StatsWindowKind window) => window switch
    {
        StatsWindowKind.Week => 1,
        StatsWindowKind.FourWeeks => 4,
        StatsWindowKind.ThirteenWeeks => 13,
        _ => 0,
    };

    /// <summary>The window of a name; false where there is none.</summary>
    public static bool TryParse(string name, out StatsWindowKind window)
    {
        foreach (var kind in Enum.GetValues<StatsWindowKind>())
        {
            if (kind.ToName() == name)
            {
                window = kind;
                return true;
            }
        }

        window = default;
        return false;
    }
}
