namespace ToolTime.Storage.Sqlite;

/// <summary>Counts removals of rows, so that nothing read before a removal is published.</summary>
internal static class SqliteRemovals
{
    /// <summary>Reads the count; its parameter is the row, <see cref="Row"/>.</summary>
    public const string Watermark = "SELECT count FROM removals WHERE id = $key";

    /// <summary>The key of the table's only row.</summary>
    public const int Row = 1;

    /// <summary>Adds one: a submitter's rows were removed, excluded or included again.</summary>
    public static void Add(SqliteWriteContext context) => context.Command("UPDATE removals SET count = count + 1").ExecuteNonQuery();
}
