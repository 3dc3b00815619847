namespace ToolTime.Storage.Sqlite;

/// <summary>Drops steps of publications inside a transaction that changes what they are of.</summary>
internal static class SqliteWeekSteps
{
    /// <summary>Drops those of a week.</summary>
    public static void Drop(SqliteWrites writes, int week)
    {
        writes.Ready("DELETE FROM week_builds WHERE week = $1", week).ExecuteNonQuery();
        writes.Ready("DELETE FROM week_steps WHERE week = $1", week).ExecuteNonQuery();
    }

    /// <summary>Drops those of published weeks.</summary>
    public static int DropLeft(SqliteWrites writes)
    {
        writes.Ready("DELETE FROM week_builds WHERE week <= (SELECT max(week) FROM week_publications)").ExecuteNonQuery();
        return writes.Ready("DELETE FROM week_steps WHERE week <= (SELECT max(week) FROM week_publications)").ExecuteNonQuery();
    }

    /// <summary>Drops all.</summary>
    public static void DropAll(SqliteWrites writes)
    {
        writes.Ready("DELETE FROM week_builds").ExecuteNonQuery();
        writes.Ready("DELETE FROM week_steps").ExecuteNonQuery();
    }
}
