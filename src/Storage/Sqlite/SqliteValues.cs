using ToolTime.Calendar;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>How days, weeks and instants stand in columns.</summary>
internal static class SqliteValues
{
    /// <summary>A day as the integer yyyymmdd.</summary>
    public static int Of(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    /// <summary>A week as its Monday.</summary>
    public static int Of(IsoWeek week) => Of(week.FirstDay);

    /// <summary>A client; -1 for all of them together.</summary>
    public static int Of(AgentClient? client) => client is { } one ? (int)one : -1;

    public static AgentClient? ToClient(long value) => value < 0 ? null : (AgentClient)value;

    public static DateOnly ToDay(long value) => new((int)(value / 10_000), (int)(value / 100 % 100), (int)(value % 100));

    /// <summary>The week of a day, both as they stand in columns.</summary>
    public static long WeekOf(long day) => Of(IsoWeek.Of(ToDay(day)));

    public static IsoWeek ToWeek(long value) => IsoWeek.Of(ToDay(value));
}
