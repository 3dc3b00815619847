using System.Diagnostics.Metrics;
using ToolTime.Api.Limits;
using ToolTime.Observability;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>Counts telemetry events by outcome.</summary>
internal sealed class TelemetryMetrics(IMeterFactory meters, LimitMetrics limits)
{
    private readonly Counter<long> _events = meters
        .Create(ToolTimeMeter.Name)
        .CreateCounter<long>("tooltime.telemetry.events", unit: null, "Telemetry events by outcome.");

    /// <summary>Counts one event; null means that its address was over its limit.</summary>
    public void Count(TelemetryOutcome? outcome)
    {
        _events.Add(1, new KeyValuePair<string, object?>("outcome", WordFor(outcome)));
        if (outcome is null or TelemetryOutcome.OverLimit)
        {
            limits.Hit(outcome is null ? LimitMetrics.TelemetryAddress : LimitMetrics.Device);
        }
    }

    private static string WordFor(TelemetryOutcome? outcome) => outcome switch
    {
        null => "over_address_limit",
        TelemetryOutcome.Accepted => "accepted",
        TelemetryOutcome.Duplicate => "duplicate",
        TelemetryOutcome.OverLimit => "over_device_limit",
        _ => "unavailable",
    };
}
