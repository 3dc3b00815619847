namespace ToolTime.Calendar;

/// <summary>Cuts times to the hour, to which users' are stored, and to the second, as they are published, and finds UTC days.</summary>
public static class UtcTruncation
{
    /// <summary>The UTC day of an instant.</summary>
    public static DateOnly UtcDay(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <summary>The start of the instant's UTC hour.</summary>
    public static DateTimeOffset CutToHour(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The start of the instant's second.</summary>
    public static DateTimeOffset CutToSecond(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <summary>The time until the next UTC day begins.</summary>
    public static TimeSpan TimeLeftOfDay(this DateTimeOffset instant) =>
        TimeSpan.FromTicks(TimeSpan.TicksPerDay - (instant.UtcTicks % TimeSpan.TicksPerDay));
}
