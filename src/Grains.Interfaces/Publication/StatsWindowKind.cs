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

/// <summary>The names of windows, as used in URLs.</summary>
public static class StatsWindowNames
{
    /// <summary>The name of the default window.</summary>
    public const string Default = "7d";

    /// <summary>The name of a window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a window.</exception>
    public static string ToName(this StatsWindowKind window) => window switch
    {
        StatsWindowKind.Week => "week",
        StatsWindowKind.SevenDays => Default,
        StatsWindowKind.FourWeeks => "4w",
        _ => throw new ArgumentOutOfRangeException(nameof(window)),
    };

    /// <summary>Finds the window with a name; false if there is none.</summary>
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
