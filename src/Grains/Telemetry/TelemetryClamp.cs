using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// Rule 5 for devices: one adds at most so many startups, tasks and shares a day, which is far above what anybody does. Rows must come one
/// device after the other.
/// </summary>
internal sealed class TelemetryClamp
{
    /// <summary>Events of a kind that a device adds in a day.</summary>
    public const long PerDay = 2_000;

    private DeviceHash _device;
    private DateOnly _day;
    private long _startups;
    private long _tasks;
    private long _shares;

    /// <summary>How many of a row's events count.</summary>
    public long Count(TelemetryRow row)
    {
        if (row.Device != _device || row.Day != _day)
        {
            (_device, _day) = (row.Device, row.Day);
            (_startups, _tasks, _shares) = (0, 0, 0);
        }

        return row.Event switch
        {
            StartupEvent => Take(ref _startups, row.Count),
            TaskEvent => Take(ref _tasks, row.Count),
            _ => Take(ref _shares, row.Count),
        };
    }

    private static long Take(ref long taken, long count)
    {
        var counts = Math.Clamp(count, 0, PerDay - taken);
        taken += counts;
        return counts;
    }
}
