using Microsoft.Data.Sqlite;
using ToolTime.Grains.Usage;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>The rows and aggregates of days.</summary>
internal sealed class SqliteDayStore(SqliteDatabase database) : IDayStore
{
    public async Task<DateOnly?> FindDayToRollUpAsync(DateOnly beforeExclusive, CancellationToken cancellationToken)
    {
        var day = await database.ReadAsync(
            connection => connection.ReadNumber(
                "SELECT min(day) FROM days WHERE day < $before AND changed > watermark", ("$before", SqliteValues.Of(beforeExclusive))),
            cancellationToken).ConfigureAwait(false);
        return day is { } found ? SqliteValues.ToDay(found) : null;
    }

    public async Task<DayRows> OpenDayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var cursor = await SqliteReportCursor.OpenAsync(database, [day], week: null, cancellationToken).ConfigureAwait(false);
        try
        {
            var watermark = await cursor.ReadNumberAsync("SELECT changed FROM days WHERE day = $day", ("$day", SqliteValues.Of(day)), cancellationToken).ConfigureAwait(false);
            return new(watermark ?? 0, cursor);
        }
        catch
        {
            await cursor.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates) =>
        database.WriteAsync(writes => Store(writes, SqliteValues.Of(day), watermark, aggregates));

    public Task<UsageTotals?> ReadAggregateAsync(UsageKey key, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var command = connection.Command(
                """
                SELECT reports, calls, observed_calls, errors, rejections
                FROM day_aggregates WHERE day = $day AND dimension = $dimension AND name = $name
                """,
                ("$day", SqliteValues.Of(key.Day)), ("$dimension", (int)key.Dimension), ("$name", key.Name));
            using var reader = command.ExecuteReader();
            return reader.Read() ? TotalsOf(reader) : null;
        },
        cancellationToken);

    private static UsageTotals TotalsOf(SqliteDataReader reader) => new()
    {
        Reports = reader.GetInt64(0),
        Calls = reader.GetInt64(1),
        ObservedCalls = reader.GetInt64(2),
        Errors = reader.GetInt64(3),
        Rejections = reader.GetInt64(4),
    };

    private static bool Store(SqliteWrites writes, int day, long watermark, IReadOnlyList<DayAggregate> aggregates)
    {
        if (writes.Ready("UPDATE days SET watermark = $2 WHERE day = $1 AND watermark < $2", day, watermark).ExecuteNonQuery() == 0)
        {
            return false;
        }

        writes.Ready("DELETE FROM day_aggregates WHERE day = $1", day).ExecuteNonQuery();
        foreach (var aggregate in aggregates)
        {
            var totals = aggregate.Totals;
            writes.Ready(
                """
                INSERT INTO day_aggregates (day, dimension, name, submitters, reports, calls, observed_calls, errors, rejections)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                day, (int)aggregate.Dimension, aggregate.Name, aggregate.Submitters,
                totals.Reports, totals.Calls, totals.ObservedCalls, totals.Errors, totals.Rejections)
                .ExecuteNonQuery();
        }

        return true;
    }
}
