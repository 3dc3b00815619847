using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// Reads rows from one snapshot, ordered by submitter: one statement per day and one per week of snapshots, each in index order, merged
/// here. Nothing is sorted, and only one step's rows are in memory.
/// </summary>
internal sealed class SqliteReportCursor : IReportCursor
{
    /// <summary>Reads how often rows were removed; its parameter is <see cref="RowOfRemovals"/>.</summary>
    public const string CountOfRemovals = "SELECT count FROM removals WHERE id = $key";

    /// <summary>The key of the table's only row.</summary>
    public const int RowOfRemovals = 1;

    /// <summary>The number of submitters per step: some tens of kilobytes, about a millisecond.</summary>
    private const int StepSize = 16;

    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _snapshot;
    private readonly List<SqliteRowSource> _sources = [];

    private SqliteReportCursor(SqliteConnection connection) =>
        (_connection, _snapshot) = (connection, connection.BeginTransaction(deferred: true));

    /// <summary>Opens a day's cells, with the watermark that a statement reads.</summary>
    public static Task<RowsSnapshot> OpenDayAsync(
        SqliteDatabase database,
        DateOnly day,
        string watermarkSql,
        int watermarkKey,
        CancellationToken cancellationToken
    ) =>
        OpenAsync(
            database,
            cursor => cursor._sources.Add(SqliteRowSource.OfCells(cursor._connection, database.Damaged, day, SubmitterRange.All)),
            watermarkSql,
            watermarkKey,
            cancellationToken
        );

    /// <summary>Opens the cells of days and the snapshots made on them, with the number of removals as watermark.</summary>
    public static Task<RowsSnapshot> OpenWindowAsync(
        SqliteDatabase database,
        DateOnly firstDay,
        DateOnly lastDay,
        SubmitterRange submitters,
        CancellationToken cancellationToken
    ) =>
        OpenAsync(
            database,
            cursor =>
            {
                for (var day = firstDay; day <= lastDay; day = day.AddDays(1))
                {
                    cursor._sources.Add(SqliteRowSource.OfCells(cursor._connection, database.Damaged, day, submitters));
                }

                for (var week = IsoWeek.Containing(firstDay); week.FirstDay <= lastDay; week = week.Next)
                {
                    cursor._sources.Add(
                        SqliteRowSource.OfSnapshots(cursor._connection, database.Damaged, week, firstDay, lastDay, submitters)
                    );
                }
            },
            CountOfRemovals,
            RowOfRemovals,
            cancellationToken
        );

    private static Task<RowsSnapshot> OpenAsync(
        SqliteDatabase database,
        Action<SqliteReportCursor> open,
        string watermarkSql,
        int watermarkKey,
        CancellationToken cancellationToken
    ) =>
        SqliteFaults.GuardAsync(
            () =>
            {
                var cursor = new SqliteReportCursor(database.OpenReader());
                try
                {
                    open(cursor);
                    return new RowsSnapshot(cursor._connection.ReadNumber(watermarkSql, ("$key", watermarkKey)) ?? 0, cursor);
                }
                catch
                {
                    cursor.Close();
                    throw;
                }
            },
            cancellationToken
        );

    public Task<IReadOnlyList<SubmitterRows>> ReadNextAsync(CancellationToken cancellationToken) =>
        SqliteFaults.GuardAsync(ReadStep, cancellationToken);

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<SubmitterRows> ReadStep()
    {
        var step = new List<SubmitterRows>(StepSize);
        while (step.Count < StepSize && NextSubmitter() is { } submitter)
        {
            var rows = new List<StoredRow>();
            foreach (var source in _sources)
            {
                while (source.Submitter is { } next && next.AsSpan().SequenceEqual(submitter))
                {
                    rows.Add(source.Take());
                }
            }

            step.Add(new(SubmitterId.FromBytes(submitter), rows));
        }

        return step;
    }

    private byte[]? NextSubmitter()
    {
        byte[]? first = null;
        foreach (var source in _sources)
        {
            if (source.Submitter is { } submitter && (first is null || submitter.AsSpan().SequenceCompareTo(first) < 0))
            {
                first = submitter;
            }
        }

        return first;
    }

    private void Close()
    {
        _sources.ForEach(source => source.Dispose());
        _snapshot.Dispose();
        _connection.Dispose();
    }
}
