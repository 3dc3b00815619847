namespace ToolTime.Telemetry;

/// <summary>
/// The kinds of periods that telemetry figures cover. A device's hash differs in each epoch, so no period spans two. The numbers are
/// stored; they never change.
/// </summary>
public enum TelemetryWindowKind
{
    /// <summary><c>day</c>: a UTC day, the default.</summary>
    Day = 0,

    /// <summary><c>week</c>: an ISO week.</summary>
    Week = 1,

    /// <summary><c>4w</c>: the four ISO weeks of an epoch.</summary>
    FourWeeks = 2,
}

/// <summary>The names of windows, as used in URLs.</summary>
public static class TelemetryWindowNames
{
    /// <summary>The name of a window.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a window.</exception>
    public static string ToName(this TelemetryWindowKind window) => window switch
    {
        TelemetryWindowKind.Day => "day",
        TelemetryWindowKind.Week => "week",
        TelemetryWindowKind.FourWeeks => "4w",
        _ => throw new ArgumentOutOfRangeException(nameof(window)),
    };

    /// <summary>Finds the window with a name; false if there is none.</summary>
    public static bool TryParse(string? name, out TelemetryWindowKind window)
    {
        foreach (var kind in Enum.GetValues<TelemetryWindowKind>())
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
