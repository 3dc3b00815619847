using Microsoft.Data.Sqlite;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Reads and replaces a day's aggregates.</summary>
internal static class SqliteAggregates
{
    /// <summary>All of a day's aggregates, by dimension, then by name (ordinal).</summary>
    public static IReadOnlyList<DayAggregate> Read(SqliteConnection connection, long day)
    {
        using var command = connection.Command(
            """
            SELECT dimension, name, submitters, reports, calls, observed_calls, errors, rejections
            FROM day_aggregates WHERE day = $day ORDER BY dimension, name
            """,
            ("$day", day));
        using var reader = command.ExecuteReader();
        var aggregates = new List<DayAggregate>();
        while (reader.Read())
        {
            aggregates.Add(new((Dimension)reader.GetInt32(0), reader.GetString(1), reader.GetInt64(2), TotalsOf(reader, first: 3)));
        }

        return aggregates;
    }

    /// <summary>Reads totals from five columns.</summary>
    public static UsageTotals TotalsOf(SqliteDataReader reader, int first) => new()
    {
        Reports = reader.GetInt64(first),
        Calls = reader.GetInt64(first + 1),
        ObservedCalls = reader.GetInt64(first + 2),
        Errors = reader.GetInt64(first + 3),
        Rejections = reader.GetInt64(first + 4),
    };

    public static void Replace(SqliteWriteContext context, int day, IEnumerable<DayAggregate> aggregates)
    {
        context.Command("DELETE FROM day_aggregates WHERE day = $1", day).ExecuteNonQuery();
        foreach (var aggregate in aggregates)
        {
            var totals = aggregate.Totals;
            context.Command(
                """
                INSERT INTO day_aggregates (day, dimension, name, submitters, reports, calls, observed_calls, errors, rejections)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                day, (int)aggregate.Dimension, aggregate.Name, aggregate.Submitters,
                totals.Reports, totals.Calls, totals.ObservedCalls, totals.Errors, totals.Rejections)
                .ExecuteNonQuery();
        }
    }
}
