namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Counts removals of rows, so that nothing read before a removal is published. All removals share one row, locked last and until the end
/// of the transaction: they are rare.
/// </summary>
internal static class PostgresRemovals
{
    /// <summary>Reads the count.</summary>
    public const string Watermark = "SELECT count FROM removals";

    /// <summary>Adds one removal.</summary>
    public const string Add = "UPDATE removals SET count = count + 1";
}
