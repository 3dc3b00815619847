namespace ToolTime.Calendar;

/// <summary>Times of people are kept to the hour.</summary>
public static class HourPrecision
{
    /// <summary>The beginning of the UTC hour that an instant lies in.</summary>
    public static DateTimeOffset CutToHour(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
