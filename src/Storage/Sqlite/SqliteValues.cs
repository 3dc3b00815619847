using ToolTime.Calendar;

namespace ToolTime.Storage.Sqlite;

/// <summary>How days, weeks and instants are stored in columns.</summary>
internal static class SqliteValues
{
    /// <summary>A day as the integer yyyymmdd.</summary>
    public static int From(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    /// <summary>A week as its Monday.</summary>
    public static int From(IsoWeek week) => From(week.FirstDay);

    public static DateOnly ToDay(long value) => new((int)(value / 10_000), (int)(value / 100 % 100), (int)(value % 100));

}
