using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Which days have rows and which periods are final, which decides what is due. Pure.</summary>
/// <param name="Days">The days that have rows.</param>
/// <param name="Final">The final periods of these days.</param>
public sealed record TelemetrySchedule(
    IReadOnlyList<(AppName App, DateOnly Day)> Days,
    IReadOnlySet<(AppName App, TelemetryPeriod Period)> Final)
{
    /// <summary>How long after its end a period is final: events stamped before the end may be committed until then.</summary>
    private static readonly TimeSpan FinalAfter = TimeSpan.FromMinutes(5);

    private static readonly TelemetryWindowKind[] Kinds = Enum.GetValues<TelemetryWindowKind>();

    /// <summary>Whether a period would be final if published now.</summary>
    public static bool IsOver(TelemetryPeriod period, DateTimeOffset now) => period.EndExclusive + FinalAfter <= now;

    /// <summary>
    /// The periods that are over and not final: days first, then weeks, then four-week windows, each kind's earliest first.
    /// </summary>
    public IEnumerable<(AppName App, TelemetryPeriod Period)> ListDue(DateTimeOffset now)
    {
        foreach (var kind in Kinds)
        {
            foreach (var (app, day) in Days.OrderBy(row => row.Day))
            {
                var period = TelemetryPeriod.Containing(kind, day);
                if (IsOver(period, now) && !Final.Contains((app, period)))
                {
                    yield return (app, period);
                }
            }
        }
    }

    /// <summary>
    /// The earliest day before a limit whose periods are all final, so that its rows may be purged; null if there is none.
    /// </summary>
    public (AppName App, DateOnly Day)? FindDayToPurge(DateOnly beforeExclusive)
    {
        foreach (var row in Days.OrderBy(row => row.Day))
        {
            if (row.Day < beforeExclusive && Kinds.All(kind => Final.Contains((row.App, TelemetryPeriod.Containing(kind, row.Day)))))
            {
                return row;
            }
        }

        return null;
    }
}
