namespace ToolTime.Transcripts.Reporting;

/// <summary>A day in the time zone of the person who reads a report.</summary>
internal static class LocalDay
{
    /// <summary>The day that it is in a zone.</summary>
    public static DateOnly At(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>When a day begins in a zone, in UTC; the first instant that there is if it begins before.</summary>
    public static DateTimeOffset Begin(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(Math.Max(0, midnight.Ticks - zone.GetUtcOffset(midnight).Ticks), TimeSpan.Zero);
    }
}
