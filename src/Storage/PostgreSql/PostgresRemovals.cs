namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Counts removals of rows, so that nothing is published that was read before one. All removals share one row, which each takes as its last
/// lock and holds to the end of its transaction: they are few.
/// </summary>
internal static class PostgresRemovals
{
    /// <summary>Reads the count.</summary>
    public const string Watermark = "SELECT count FROM removals";

    /// <summary>Counts one.</summary>
    public const string Add = "UPDATE removals SET count = count + 1";
}
