namespace ToolTime.Telemetry;

/// <summary>
/// The kinds of periods that figures of telemetry cover. A device has another hash in each epoch, so no window spans two. The numbers are
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
