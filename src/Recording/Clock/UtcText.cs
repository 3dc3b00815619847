using System.Globalization;

namespace ToolTime.Recording.Clock;

/// <summary>
/// How instants and days are written wherever people or other programs read them. Written out, because a hook needs nothing else of the
/// platform's formatting, whose first use costs more than all of the hook's own work.
/// </summary>
internal static class UtcText
{
    public static string Day(DateOnly day) => Digits(day.Year, 4) + "-" + Digits(day.Month, 2) + "-" + Digits(day.Day, 2);

    public static string Milliseconds(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return Time(utc, "-", ":") + "." + Digits(utc.Millisecond, 3) + "Z";
    }

    public static string Seconds(DateTimeOffset instant) => Time(instant.UtcDateTime, "-", ":") + "Z";

    /// <summary>For file names: sorts by time and holds nothing that a file system refuses.</summary>
    public static string Compact(DateTimeOffset instant) => Time(instant.UtcDateTime, "", "") + "Z";

    /// <summary>Null where it is no day.</summary>
    public static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Time(DateTime utc, string dash, string colon) =>
        Digits(utc.Year, 4) + dash + Digits(utc.Month, 2) + dash + Digits(utc.Day, 2)
        + ("T" + Digits(utc.Hour, 2) + colon + Digits(utc.Minute, 2) + colon + Digits(utc.Second, 2));

    private static string Digits(int number, int count)
    {
        var text = new char[count];
        for (var i = count - 1; i >= 0; i--, number /= 10)
        {
            text[i] = (char)('0' + number % 10);
        }

        return new string(text);
    }
}
