using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Drops steps of publications inside a transaction that changes what they are of; builds first everywhere, so that no two wait for each other.</summary>
internal static class PostgresWeekSteps
{
    /// <summary>Drops those of a week.</summary>
    public static Task DropAsync(NpgsqlConnection connection, DateOnly monday) => DropAsync(connection, " WHERE week = $1", monday);

    /// <summary>Drops those of published weeks.</summary>
    public static Task DropLeftAsync(NpgsqlConnection connection) => DropAsync(connection, " WHERE week <= (SELECT max(week) FROM week_publications)");

    /// <summary>Drops all.</summary>
    public static Task DropAllAsync(NpgsqlConnection connection) => DropAsync(connection, "");

    private static async Task DropAsync(NpgsqlConnection connection, string which, params object[] values)
    {
        await connection.Command($"DELETE FROM week_builds{which}", values).ExecuteAsync().ConfigureAwait(false);
        await connection.Command($"DELETE FROM week_steps{which}", values).ExecuteAsync().ConfigureAwait(false);
    }
}
