using Microsoft.Data.Sqlite;
using ToolTime.Calendar;

namespace ToolTime.Storage.Sqlite;

/// <summary>How days, weeks and instants are stored in columns.</summary>
internal static class SqliteValues
{
    private const long Newest = 9999_12_31;

    /// <summary>A day as the integer yyyymmdd.</summary>
    public static int From(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    /// <summary>A week as its Monday.</summary>
    public static int From(IsoWeek week) => From(week.FirstDay);

    /// <summary>The day in a column.</summary>
    /// <exception cref="InvalidDataException">The value is damaged: it is not a day.</exception>
    public static DateOnly ToDay(long value) => Find(value) ?? throw new InvalidDataException("A stored day is damaged.");

    /// <summary>The days in a column of a table, without damaged ones.</summary>
    public static IEnumerable<DateOnly> ToDays(this IEnumerable<long> values, string table, DamagedRows damaged)
    {
        foreach (var value in values)
        {
            if (Find(value) is { } day)
            {
                yield return day;
            }
            else
            {
                damaged.Note(table, $"{value}");
            }
        }
    }

    /// <summary>The first day in a column of a table, without damaged ones; null if there is none.</summary>
    public static DateOnly? FindDay(this IEnumerable<long> values, string table, DamagedRows damaged) =>
        values.ToDays(table, damaged).Select(day => (DateOnly?)day).FirstOrDefault();

    /// <summary>Identifies a row by the columns of its key, even if they are damaged.</summary>
    public static string KeyOf(SqliteDataReader reader, params IEnumerable<int> columns) =>
        string.Join(' ', columns.Select(reader.GetValue).Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : $"{value}"));

    private static DateOnly? Find(long value)
    {
        var (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
        return value is > 0 and <= Newest
            && year > 0
            && month is >= 1 and <= 12
            && day >= 1
            && day <= DateTime.DaysInMonth((int)year, (int)month)
            ? new((int)year, (int)month, (int)day)
            : null;
    }
}
