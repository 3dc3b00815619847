using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Decides on an event. Pure: both storages call it inside a transaction and write what is accepted.</summary>
public static class TelemetryDecision
{
    /// <summary>Decides: a task already stored is a duplicate, whatever the limit; otherwise the day's limit applies.</summary>
    /// <param name="offered">The event.</param>
    /// <param name="isStored">Whether an equal event of the same device and hour is stored.</param>
    /// <param name="eventsOfDay">The device's stored events of the day.</param>
    public static TelemetryOutcome Make(NewTelemetryEvent offered, bool isStored, long eventsOfDay)
    {
        ArgumentNullException.ThrowIfNull(offered);
        if (offered.CountsOnce && isStored)
        {
            return TelemetryOutcome.Duplicate;
        }

        return offered.DailyLimit > 0 && eventsOfDay >= offered.DailyLimit ? TelemetryOutcome.OverLimit : TelemetryOutcome.Accepted;
    }
}
