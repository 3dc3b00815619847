using System.Data;
using Npgsql;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Reads rows from one snapshot, ordered by submitter: a server-side cursor over the cells' partitions, each in index order, and one over
/// the snapshots, merged here. Only one step's rows and what was prefetched are in memory.
/// </summary>
internal sealed class PostgresReportCursor : IReportCursor
{
    /// <summary>The number of submitters per step: some tens of kilobytes, about a millisecond.</summary>
    private const int StepSize = 64;

    /// <summary>The maximum number of attempts if another process drops the snapshot's partitions meanwhile.</summary>
    private const int Attempts = 5;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _snapshot;
    private readonly DamagedRows _damaged;
    private readonly PostgresSelection _selection;
    private readonly List<PostgresRowSource> _sources = [];

    private PostgresReportCursor(
        NpgsqlConnection connection,
        NpgsqlTransaction snapshot,
        DamagedRows damaged,
        PostgresSelection selection
    ) => (_connection, _snapshot, _damaged, _selection) = (connection, snapshot, damaged, selection);

    public static async Task<RowsSnapshot> OpenAsync(
        PostgresDatabase database,
        PostgresSelection selection,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryOpenAsync(database, selection, cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException exception) when (attempt < Attempts && PostgresFaults.IsMissingTable(exception))
            {
                // It was purged between finding and locking it.
            }
            catch (NpgsqlException exception) when (PostgresFaults.IsEnvironmentFault(exception))
            {
                throw PostgresFaults.ToUnavailable(exception);
            }
        }
    }

    public async Task<IReadOnlyList<SubmitterRows>> ReadNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            var rows = new List<SubmitterRows>(StepSize);
            while (rows.Count < StepSize && await NextSubmitterAsync(cancellationToken).ConfigureAwait(false) is { } submitter)
            {
                rows.Add(new(SubmitterId.FromBytes(submitter), await TakeAsync(submitter, cancellationToken).ConfigureAwait(false)));
            }

            return rows;
        }
        catch (NpgsqlException exception) when (PostgresFaults.IsEnvironmentFault(exception))
        {
            throw PostgresFaults.ToUnavailable(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _snapshot.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<RowsSnapshot> TryOpenAsync(
        PostgresDatabase database,
        PostgresSelection selection,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var there = await FindAsync(connection, selection.Partitions, cancellationToken).ConfigureAwait(false);
            var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
            var cursor = new PostgresReportCursor(connection, snapshot, database.Damaged, selection);
            var watermark = await cursor.DeclareAsync(there, cancellationToken).ConfigureAwait(false);
            return new(watermark, cursor);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<List<PostgresPartition>> FindAsync(
        NpgsqlConnection connection, IReadOnlyList<PostgresPartition> wanted, CancellationToken cancellationToken)
    {
        var names = await connection
            .Command(
                "SELECT name FROM unnest($1) AS name WHERE to_regclass(name) IS NOT NULL",
                [wanted.Select(partition => partition.Name).ToArray()]
            )
            .ReadRowsAsync(reader => reader.GetString(0), cancellationToken)
            .ConfigureAwait(false);
        return [.. wanted.Where(partition => names.Contains(partition.Name))];
    }

    private async Task<long> DeclareAsync(List<PostgresPartition> there, CancellationToken cancellationToken)
    {
        // Even old snapshots see a drop, so the partitions are locked before the snapshot is taken: it then contains each of them
        // completely or not at all.
        if (there.Count > 0)
        {
            await _connection
                .Command($"LOCK TABLE {string.Join(", ", there.Select(partition => partition.Name))} IN ACCESS SHARE MODE")
                .ExecuteAsync()
                .ConfigureAwait(false);
        }

        var watermark = await _connection
            .Command(_selection.WatermarkSql, _selection.WatermarkValues)
            .ReadScalarAsync<long>(cancellationToken)
            .ConfigureAwait(false);
        List<PostgresPartition> days = [.. there.Where(partition => partition.IsOfDay)];
        if (days.Count > 0)
        {
            _sources.Add(PostgresRowSource.OfCells(_connection, _damaged, days, _selection.Submitters));
        }

        List<PostgresPartition> weeks = [.. there.Where(partition => !partition.IsOfDay)];
        if (weeks.Count > 0)
        {
            _sources.Add(PostgresRowSource.OfSnapshots(_connection, _damaged, weeks, _selection.Made, _selection.Submitters));
        }

        foreach (var source in _sources)
        {
            await _connection.Command(source.DeclareSql).ExecuteAsync().ConfigureAwait(false);
        }

        return watermark;
    }

    private async Task<byte[]?> NextSubmitterAsync(CancellationToken cancellationToken)
    {
        byte[]? first = null;
        foreach (var source in _sources)
        {
            await source.AdvanceAsync(cancellationToken).ConfigureAwait(false);
            if (source.Submitter is { } submitter && (first is null || submitter.AsSpan().SequenceCompareTo(first) < 0))
            {
                first = submitter;
            }
        }

        return first;
    }

    private async Task<List<StoredRow>> TakeAsync(byte[] submitter, CancellationToken cancellationToken)
    {
        var rows = new List<StoredRow>();
        foreach (var source in _sources)
        {
            while (source.Submitter is { } next && next.AsSpan().SequenceEqual(submitter))
            {
                rows.Add(source.Take());
                await source.AdvanceAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return rows;
    }
}
