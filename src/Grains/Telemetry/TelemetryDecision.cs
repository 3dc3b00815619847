using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>What an event is. Pure: both storages feed it inside a transaction and write what is accepted.</summary>
public static class TelemetryDecision
{
    /// <summary>Decides: a task that is stored is a duplicate, whatever the limit; else the day's limit counts.</summary>
    /// <param name="offered">The event.</param>
    /// <param name="isStored">Whether an equal one of the same device and hour is stored.</param>
    /// <param name="eventsOfDay">Events of the device that are stored of the day.</param>
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
