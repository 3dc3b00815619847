using Npgsql;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Reads and replaces a day's aggregates.</summary>
internal static class PostgresAggregates
{
    /// <summary>All of a day's aggregates, by dimension, then by name (ordinal).</summary>
    public static async Task<IReadOnlyList<DayAggregate>> ReadAsync(
        NpgsqlConnection connection,
        DateOnly day,
        CancellationToken cancellationToken
    ) =>
        await connection
            .Command(
                """
                SELECT dimension, name, submitters, reports, calls, observed_calls, errors, rejections
                FROM day_aggregates WHERE day = $1 ORDER BY dimension, name
                """,
                day)
            .ReadRowsAsync(
                reader => new DayAggregate(
                    (Dimension)reader.GetInt16(0),
                    reader.GetString(1),
                    reader.GetInt64(2),
                    TotalsOf(reader, first: 3)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Reads totals from five columns.</summary>
    public static UsageTotals TotalsOf(NpgsqlDataReader reader, int first) => new()
    {
        Reports = reader.GetInt64(first),
        Calls = reader.GetInt64(first + 1),
        ObservedCalls = reader.GetInt64(first + 2),
        Errors = reader.GetInt64(first + 3),
        Rejections = reader.GetInt64(first + 4),
    };

    public static async Task ReplaceAsync(NpgsqlConnection connection, DateOnly day, IReadOnlyList<DayAggregate> aggregates)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Add("DELETE FROM day_aggregates WHERE day = $1", day);
            batch.Add(
                """
                INSERT INTO day_aggregates (day, dimension, name, submitters, reports, calls, observed_calls, errors, rejections)
                SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9)
                """,
                day,
                aggregates.Select(aggregate => (short)aggregate.Dimension).ToArray(),
                aggregates.Select(aggregate => aggregate.Name).ToArray(),
                aggregates.Select(aggregate => aggregate.Submitters).ToArray(),
                aggregates.Select(aggregate => aggregate.Totals.Reports).ToArray(),
                aggregates.Select(aggregate => aggregate.Totals.Calls).ToArray(),
                aggregates.Select(aggregate => aggregate.Totals.ObservedCalls).ToArray(),
                aggregates.Select(aggregate => aggregate.Totals.Errors).ToArray(),
                aggregates.Select(aggregate => aggregate.Totals.Rejections).ToArray());
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }
}
