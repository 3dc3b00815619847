namespace ToolTime.Telemetry;

/// <summary>The names of windows, as they stand in URLs.</summary>
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

    /// <summary>The window of a name; false where there is none.</summary>
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
