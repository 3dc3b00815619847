namespace ToolTime.Calendar;

/// <summary>
/// Cuts users' times to the hour, to which they are stored, and measures what is left of the UTC day, by which limits count.
/// </summary>
public static class UtcInstants
{
    /// <summary>The start of the instant's UTC hour.</summary>
    public static DateTimeOffset CutToHour(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The time until the next UTC day begins.</summary>
    public static TimeSpan TimeLeftOfDay(this DateTimeOffset instant) =>
        TimeSpan.FromTicks(TimeSpan.TicksPerDay - (instant.UtcTicks % TimeSpan.TicksPerDay));
}
