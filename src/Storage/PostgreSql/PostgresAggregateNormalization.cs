using Npgsql;
using ToolTime.Grains.Privacy;
using ToolTime.Names;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Normalizes the names in sealed days' aggregates, one transaction per day.</summary>
internal static class PostgresAggregateNormalization
{
    public static async Task RunAsync(NpgsqlConnection connection, NameList names)
    {
        var days = await connection
            .Command("SELECT day FROM days WHERE sealed ORDER BY day")
            .ReadRowsAsync(reader => reader.GetFieldValue<DateOnly>(0))
            .ConfigureAwait(false);
        foreach (var day in days)
        {
            var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                // The day's row is locked, so that two servers do not normalize the same day at once.
                await connection.Command("SELECT 1 FROM days WHERE day = $1 FOR UPDATE", day).ExecuteAsync().ConfigureAwait(false);
                var aggregates = await PostgresAggregates.ReadAsync(connection, day, CancellationToken.None).ConfigureAwait(false);
                await PostgresAggregates.ReplaceAsync(connection, day, NormalizedNames.Normalize(aggregates, names)).ConfigureAwait(false);
                await transaction.CommitAsync().ConfigureAwait(false);
            }
        }
    }
}
