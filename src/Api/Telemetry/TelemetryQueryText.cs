using ToolTime.Api.Problems;
using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>Reads a query as it stands in a URL: <c>window</c> and <c>period</c>, each of which may be missing.</summary>
internal static class TelemetryQueryText
{
    /// <summary>Reads it; what is wrong is null where nothing is. Without a window, a period that is a week is one.</summary>
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
            return new("", null, FaultCode.Window, "period must be a day such as 2026-11-28, or with week and 4w a week such as 2026-W48, and not lie ahead.");
        }

        query = (kind, asked == TelemetryPeriod.Containing(kind, today) ? null : asked);
        return null;
    }
}
