namespace ToolTime.Storage.Sqlite;

/// <summary>Counts removals of rows, so that nothing is published that was read before one.</summary>
internal static class SqliteRemovals
{
    /// <summary>Reads the count; its parameter is the row, <see cref="Row"/>.</summary>
    public const string Watermark = "SELECT count FROM removals WHERE id = $key";

    /// <summary>The table's only row.</summary>
    public const int Row = 1;

    /// <summary>Counts one: rows of a submitter went, or are counted or not from now on.</summary>
    public static void Add(SqliteWriteContext context) => context.Ready("UPDATE removals SET count = count + 1").ExecuteNonQuery();
}
