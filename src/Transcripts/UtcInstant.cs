namespace ToolTime.Transcripts;

/// <summary>
/// The forms in which clients nearly always write instants: `2026-11-20T10:00:00.000Z`, or seconds or milliseconds since 1970.
/// </summary>
internal static class UtcInstant
{
    private const int DaysFrom1To1970 = 719_162;

    // As seconds it is in the year 2286, as milliseconds in April 1970.
    private const long LeastMilliseconds = 10_000_000_000;

    /// <summary>UTC seconds since 1970, without fractions. False for any other form or an invalid instant.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out uint seconds)
    {
        seconds = 0;
        if (text.Length < 20 || text[^1] != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || (text.Length > 20 && (text[19] != '.' || text[20..^1].ContainsAnyExceptInRange((byte)'0', (byte)'9'))))
        {
            return false;
        }

        if (
            !Number(text[..4], out var year)
            || !Number(text.Slice(5, 2), out var month)
            || !Number(text.Slice(8, 2), out var day)
            || !Number(text.Slice(11, 2), out var hour)
            || !Number(text.Slice(14, 2), out var minute)
            || !Number(text.Slice(17, 2), out var second)
        )
        {
            return false;
        }

        if (
            year is < 1970 or > 2105
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59
        )
        {
            return false;
        }

        var days = new DateOnly(year, month, day).DayNumber - DaysFrom1To1970;
        seconds = ((uint)days * 86_400) + (uint)((hour * 3_600) + (minute * 60) + second);
        return true;
    }

    /// <summary>UTC seconds of a number of seconds or milliseconds since 1970: some versions write one, some the other.</summary>
    public static uint Seconds(long number) => (uint)Math.Clamp(number > LeastMilliseconds ? number / 1000 : number, 0, uint.MaxValue);

    private static bool Number(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
