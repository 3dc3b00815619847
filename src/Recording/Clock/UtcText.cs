using System.Globalization;

namespace ToolTime.Recording.Clock;

/// <summary>
/// Formats instants and days for people and other programs. Done by hand because a hook needs no other formatting from the platform, whose
/// first use costs more than all of the hook's own work.
/// </summary>
internal static class UtcText
{
    private const int Longest = 24;

    public static DateOnly UtcDay(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    public static string Day(DateOnly day)
    {
        Span<char> text = stackalloc char[Longest];
        var length = 0;
        WriteDay(text, ref length, day.ToDateTime(TimeOnly.MinValue), '-');
        return new string(text[..length]);
    }

    public static string Milliseconds(DateTimeOffset instant)
    {
        Span<char> text = stackalloc char[Longest];
        var length = WriteTime(text, instant.UtcDateTime, '-', ':');
        text[length++] = '.';
        WriteDigits(text, ref length, instant.Millisecond, 3);
        text[length++] = 'Z';
        return new string(text[..length]);
    }

    public static string Seconds(DateTimeOffset instant) => Seconds(instant.UtcDateTime, '-', ':');

    /// <summary>For file names: sorts by time, and has only characters that file systems accept.</summary>
    public static string Compact(DateTimeOffset instant) => Seconds(instant.UtcDateTime, default, default);

    /// <summary>Null if it is not a day.</summary>
    public static DateOnly? ParseDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Seconds(DateTime utc, char dash, char colon)
    {
        Span<char> text = stackalloc char[Longest];
        var length = WriteTime(text, utc, dash, colon);
        text[length++] = 'Z';
        return new string(text[..length]);
    }

    private static int WriteTime(Span<char> text, DateTime utc, char dash, char colon)
    {
        var length = 0;
        WriteDay(text, ref length, utc, dash);
        text[length++] = 'T';
        WriteDigits(text, ref length, utc.Hour, 2);
        Write(text, ref length, colon);
        WriteDigits(text, ref length, utc.Minute, 2);
        Write(text, ref length, colon);
        WriteDigits(text, ref length, utc.Second, 2);
        return length;
    }

    private static void WriteDay(Span<char> text, ref int length, DateTime day, char dash)
    {
        WriteDigits(text, ref length, day.Year, 4);
        Write(text, ref length, dash);
        WriteDigits(text, ref length, day.Month, 2);
        Write(text, ref length, dash);
        WriteDigits(text, ref length, day.Day, 2);
    }

    private static void Write(Span<char> text, ref int length, char separator)
    {
        if (separator != default)
        {
            text[length++] = separator;
        }
    }

    private static void WriteDigits(Span<char> text, ref int length, int number, int count)
    {
        for (var i = count - 1; i >= 0; i--, number /= 10)
        {
            text[length + i] = (char)('0' + number % 10);
        }

        length += count;
    }
}
