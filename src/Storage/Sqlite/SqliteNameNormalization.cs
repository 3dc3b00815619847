using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// Normalizes names stored before names were normalized at ingestion: those of rows, and of aggregates whose rows are gone. It works in
/// batches, each a transaction that also records the progress, so that an interruption costs one batch.
/// </summary>
internal static class SqliteNameNormalization
{
    /// <summary>The number of rows per batch, some hundred kilobytes.</summary>
    private const int BatchSize = 500;

    /// <summary>Normalizes what has not been normalized yet, before anyone else writes to the database.</summary>
    public static void Run(SqliteConnection connection, NameList names)
    {
        while (connection.ReadText("SELECT value FROM meta WHERE name = 'fold_names'") is { } place)
        {
            using var transaction = connection.BeginTransaction();
            var (table, after) = (place.Split(' ')[0], long.Parse(place.Split(' ')[1]));
            var last = table switch
            {
                "cells" or "snapshots" => NormalizeRows(connection, names, table, after),
                _ => NormalizeAggregates(connection, names, after),
            };
            Note(connection, table, last);
            transaction.Commit();
        }
    }

    /// <summary>Records the progress; null if the table is done.</summary>
    private static void Note(SqliteConnection connection, string table, long? last)
    {
        var place = (table, last) switch
        {
            (_, { } reached) => $"{table} {reached}",
            ("cells", null) => "snapshots 0",
            ("snapshots", null) => "aggregates 0",
            _ => null,
        };
        if (place is null)
        {
            // Days that still have rows are rolled up again.
            connection.Execute("UPDATE days SET watermark = 0 WHERE sealed = 0");
            connection.Execute("DELETE FROM meta WHERE name = 'fold_names'");
        }
        else
        {
            connection.Execute("UPDATE meta SET value = $place WHERE name = 'fold_names'", ("$place", place));
        }
    }

    private static long? NormalizeRows(SqliteConnection connection, NameList names, string table, long after)
    {
        var totalEvents = table == "cells" ? "NULL" : "total_events";
        var rows = new List<(long Sequence, int? TotalEvents, byte[] Content)>();
        using (
            var command = connection.Command(
                $"SELECT sequence, {totalEvents}, content FROM {table} WHERE sequence > $after ORDER BY sequence LIMIT {BatchSize}",
                ("$after", after)
            )
        )
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                rows.Add((reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)));
            }
        }

        foreach (var row in rows)
        {
            Normalize(connection, names, table, row);
        }

        return rows.Count == 0 ? null : rows[^1].Sequence;
    }

    private static void Normalize(
        SqliteConnection connection,
        NameList names,
        string table,
        (long Sequence, int? TotalEvents, byte[] Content) row
    )
    {
        var content = CanonicalReport.Encode(NormalizedNames.Normalize(CanonicalReport.Decode(row.Content), names), row.TotalEvents);
        if (content.AsSpan().SequenceEqual(row.Content))
        {
            return;
        }

        var stored = connection.Execute(
            $"UPDATE OR IGNORE {table} SET content = $content, content_hash = $hash WHERE sequence = $sequence",
            ("$content", content), ("$hash", SHA256.HashData(content)), ("$sequence", row.Sequence));
        if (stored == 0)
        {
            // Two snapshots of one hour differed only in unpublished names.
            connection.Execute($"DELETE FROM {table} WHERE sequence = $sequence", ("$sequence", row.Sequence));
        }
    }

    private static long? NormalizeAggregates(SqliteConnection connection, NameList names, long after)
    {
        if (connection.ReadNumber("SELECT min(day) FROM days WHERE day > $after AND sealed = 1", ("$after", after)) is not { } day)
        {
            return null;
        }

        using var context = new SqliteWriteContext(connection);
        SqliteAggregates.Replace(context, (int)day, NormalizedNames.Normalize(SqliteAggregates.Read(connection, day), names));
        return day;
    }
}
