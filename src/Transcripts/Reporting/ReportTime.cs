using System.Globalization;
using ToolTime.Recording.Clock;

namespace ToolTime.Transcripts.Reporting;

/// <summary>Formats reports' days and instants.</summary>
internal static class ReportTime
{
    /// <summary>Null for 0, which means none.</summary>
    public static string? Utc(uint seconds) => seconds == 0 ? null : UtcText.Seconds(DateTimeOffset.FromUnixTimeSeconds(seconds));

    /// <summary>To the minute, in a zone.</summary>
    public static string Local(uint seconds, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), zone);
        return local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>The ISO 8601 week: Monday to Sunday, named after the year of its Thursday.</summary>
    public static string Week(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        return $"{ISOWeek.GetYear(date):0000}-W{ISOWeek.GetWeekOfYear(date):00}";
    }

    public static string Month(DateOnly day) => UtcText.Day(day)[..7];
}
