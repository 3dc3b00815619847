using ToolTime.Api.Problems;
using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>Parses a query from a URL's <c>window</c> and <c>period</c>, both of which are optional.</summary>
internal static class TelemetryQueryText
{
    /// <summary>Parses a query; returns the fault, or null. Without a window, a week as period implies the window week.</summary>
    public static Fault? TryRead(
        string? window,
        string? period,
        DateOnly today,
        out (TelemetryWindowKind Window, TelemetryPeriod? Period) query
    )
    {
        query = default;
        var kind = period is [_, _, _, _, '-', 'W', ..] ? TelemetryWindowKind.Week : TelemetryWindowKind.Day;
        if (!string.IsNullOrEmpty(window) && !TelemetryWindowNames.TryParse(window, out kind))
        {
            return new("", null, FaultCode.Window, "window must be day, week or 4w.");
        }

        if (string.IsNullOrEmpty(period))
        {
            query = (kind, null);
            return null;
        }

        if (
            !TelemetryPeriod.TryParseLabel(kind, period, out var asked)
            || asked.FirstDay < Epoch.Numbered(0).FirstDay
            || asked.FirstDay > today
        )
        {
            return new("", null, FaultCode.Window, "period must be a day such as 2026-11-28, or with week and 4w a week such as 2026-W48, and not in the future.");
        }

        query = (kind, asked == TelemetryPeriod.Containing(kind, today) ? null : asked);
        return null;
    }
}
