namespace ToolTime.Calendar;

/// <summary>Times of people are stored to the hour, and their limits are by the UTC day.</summary>
public static class UtcInstants
{
    /// <summary>The beginning of the UTC hour that an instant lies in.</summary>
    public static DateTimeOffset CutToHour(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>How long until the next UTC day begins.</summary>
    public static TimeSpan TimeLeftOfDay(this DateTimeOffset instant) =>
        TimeSpan.FromTicks(TimeSpan.TicksPerDay - (instant.UtcTicks % TimeSpan.TicksPerDay));
}
