using System.Security.Cryptography;
using Npgsql;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Normalizes names stored before names were normalized at ingestion: those of rows, and of aggregates whose rows are gone. It works in
/// batches, each a transaction, and records each finished partition, so that an interruption costs one partition. Normalizing twice changes
/// nothing, so servers that start at the same time merely take turns.
/// </summary>
internal static class PostgresNameNormalization
{
    /// <summary>The number of rows per batch, some hundred kilobytes.</summary>
    private const int BatchSize = 500;

    private static readonly (byte[] Submitter, short Client, byte[] Hash) Start = ([], -1, []);

    /// <summary>Normalizes what has not been normalized yet.</summary>
    public static void Run(NpgsqlConnection connection, NameList names) => RunAsync(connection, names).GetAwaiter().GetResult();

    private static async Task RunAsync(NpgsqlConnection connection, NameList names)
    {
        if (await PlaceAsync(connection).ConfigureAwait(false) is not { } done)
        {
            return;
        }

        var partitions = await PostgresPurge.ListAsync(connection, "cells", "snapshots").ConfigureAwait(false);
        foreach (
            var partition in partitions
                .OrderBy(partition => partition.Name, StringComparer.Ordinal)
                .Where(partition => string.CompareOrdinal(partition.Name, done) > 0)
        )
        {
            var after = Start;
            while (await NormalizeBatchAsync(connection, partition, names, after).ConfigureAwait(false) is { } last)
            {
                after = last;
            }

            await connection
                .Command("UPDATE meta SET value = $1 WHERE name = 'fold_names'", partition.Name)
                .ExecuteAsync()
                .ConfigureAwait(false);
        }

        await PostgresAggregateNormalization.RunAsync(connection, names).ConfigureAwait(false);

        // Days that still have rows are rolled up again.
        await connection.Command("UPDATE days SET watermark = 0 WHERE NOT sealed").ExecuteAsync().ConfigureAwait(false);
        await connection.Command("DELETE FROM meta WHERE name = 'fold_names'").ExecuteAsync().ConfigureAwait(false);
    }

    private static Task<string?> PlaceAsync(NpgsqlConnection connection) =>
        connection.Command("SELECT value FROM meta WHERE name = 'fold_names'").ReadScalarAsync<string>();

    private static async Task<(byte[] Submitter, short Client, byte[] Hash)?> NormalizeBatchAsync(
        NpgsqlConnection connection, PostgresPartition partition, NameList names, (byte[] Submitter, short Client, byte[] Hash) after)
    {
        var totalEvents = partition.IsOfDay ? "NULL::integer" : "total_events";
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var rows = await connection
                .Command(
                    $"""
                    SELECT submitter, client, content_hash, content, {totalEvents} FROM {partition.Name}
                    WHERE (submitter, client, content_hash) > ($1, $2, $3) ORDER BY submitter, client, content_hash LIMIT {BatchSize} FOR UPDATE
                    """,
                    after.Submitter, after.Client, after.Hash)
                .ReadRowsAsync(reader => (
                    Key: (reader.GetFieldValue<byte[]>(0), reader.GetInt16(1), reader.GetFieldValue<byte[]>(2)),
                    Content: reader.GetFieldValue<byte[]>(3),
                    TotalEvents: reader.IsDBNull(4) ? (int?)null : reader.GetInt32(4)))
                .ConfigureAwait(false);
            foreach (var row in rows)
            {
                await NormalizeAsync(connection, partition, names, row.Key, row.Content, row.TotalEvents).ConfigureAwait(false);
            }

            await transaction.CommitAsync().ConfigureAwait(false);
            return rows.Count == 0 ? null : rows[^1].Key;
        }
    }

    private static async Task NormalizeAsync(
        NpgsqlConnection connection,
        PostgresPartition partition,
        NameList names,
        (byte[] Submitter, short Client, byte[] Hash) key,
        byte[] content,
        int? totalEvents
    )
    {
        var normalized = CanonicalReport.Encode(NormalizedNames.Normalize(CanonicalReport.Decode(content), names), totalEvents);
        if (normalized.AsSpan().SequenceEqual(content))
        {
            return;
        }

        const string Row = "submitter = $1 AND client = $2 AND content_hash = $3";
        var hash = SHA256.HashData(normalized);

        // Two snapshots of one hour may have differed only in unpublished names; one of them is enough.
        var change =
            !partition.IsOfDay && await HasSnapshotAsync(connection, partition, key, hash).ConfigureAwait(false)
                ? connection.Command($"DELETE FROM {partition.Name} WHERE {Row}", key.Submitter, key.Client, key.Hash)
                : connection.Command(
                    $"UPDATE {partition.Name} SET content = $4, content_hash = $5 WHERE {Row}",
                    key.Submitter,
                    key.Client,
                    key.Hash,
                    normalized,
                    hash
                );
        await change.ExecuteAsync().ConfigureAwait(false);
    }

    /// <summary>Whether a snapshot's submitter, client and hour already have one with another hash.</summary>
    private static Task<bool> HasSnapshotAsync(
        NpgsqlConnection connection, PostgresPartition partition, (byte[] Submitter, short Client, byte[] Hash) key, byte[] hash) =>
        connection
            .Command(
                $"""
                SELECT EXISTS (
                    SELECT 1 FROM {partition.Name} AS other JOIN {partition.Name} AS mine USING (submitter, client, generated_hour)
                    WHERE mine.submitter = $1 AND mine.client = $2 AND mine.content_hash = $3 AND other.content_hash = $4)
                """,
                key.Submitter,
                key.Client,
                key.Hash,
                hash
            )
            .ReadScalarAsync<bool>();
}
