using Microsoft.Extensions.Logging;
using Npgsql;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Telemetry;
using ToolTime.Storage.Commit;
using ToolTime.Telemetry;
using IsolationLevel = System.Data.IsolationLevel;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// Commits a PostgreSQL database's submissions and telemetry events in groups, over a dedicated connection and thread: behind the thread
/// pool's requests, the database's answer and with it the whole group would wait. A group that conflicts with another process is run again
/// with its stripes locked exclusively; after an environment fault, the next group opens a new connection.
/// </summary>
internal sealed partial class PostgresCommitQueue : GroupCommitQueue<IPendingWrite>
{
    /// <summary>The maximum number of waiting writes.</summary>
    public const int QueueCapacity = 4_096;

    /// <summary>
    /// The maximum number of times a group is run. The second run has exclusive locks, so more runs are only needed if partitions come and
    /// go.
    /// </summary>
    private const int Attempts = 5;

    private readonly string _connectionString;
    private readonly KnownPartitions _partitions;
    private readonly ILogger<PostgresCommitQueue> _logger;
    private NpgsqlConnection? _connection;

    /// <summary>Whether the run in progress has begun to commit: if it fails then, what became of it is unknown.</summary>
    private bool _commits;

    public PostgresCommitQueue(
        string connectionString,
        KnownPartitions partitions,
        StorageMetrics metrics,
        ILogger<PostgresCommitQueue> logger
    )
        : base(QueueCapacity, metrics)
    {
        _connectionString = connectionString;
        _partitions = partitions;
        _logger = logger;
        Start("PostgreSQL writer");
    }

    public Task<SubmissionDecision> SubmitAsync(NewSubmission submission)
    {
        var pending = new PendingSubmission(submission);
        Enqueue(pending);
        return pending.Completion;
    }

    public Task<TelemetryOutcome> StoreAsync(NewTelemetryEvent offered)
    {
        var pending = new PendingTelemetry(offered);
        Enqueue(pending);
        return pending.Completion;
    }

    protected override void CommitGroup(IReadOnlyList<IPendingWrite> group)
    {
        try
        {
            PendingSubmission[] submissions = [.. group.OfType<PendingSubmission>()];
            PendingTelemetry[] telemetry = [.. group.OfType<PendingTelemetry>()];
            var (decisions, outcomes) = Store(
                new([.. submissions.Select(pending => pending.Submission)]),
                [.. telemetry.Select(pending => pending.Event)]
            );
            foreach (var (pending, decision) in submissions.Zip(decisions))
            {
                pending.Result = decision;
            }

            foreach (var (pending, outcome) in telemetry.Zip(outcomes))
            {
                pending.Result = outcome;
            }
        }
        catch (NpgsqlException exception) when (PostgresFaults.IsEnvironmentFault(exception))
        {
            throw PostgresFaults.ToUnavailable(exception);
        }
    }

    protected override void Close() => Interlocked.Exchange(ref _connection, null)?.Dispose();

    private (SubmissionDecision[] Decisions, TelemetryOutcome[] Outcomes) Store(
        SubmissionGroup group,
        IReadOnlyList<NewTelemetryEvent> events
    )
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            _commits = false;
            try
            {
                _partitions.EnsureAsync(group.Partitions).GetAwaiter().GetResult();
                if (TryStore(group, new(events), alone: attempt > 1) is { } stored)
                {
                    return stored;
                }
            }
            catch (NpgsqlException exception) when (attempt < Attempts && IsWorthAnother(exception, attempt))
            {
                if (PostgresFaults.IsMissingTable(exception))
                {
                    _partitions.Forget();
                }
            }
        }

        throw new StorageUnavailableException("The database has too many writers at once.");
    }

    /// <summary>
    /// Whether another run may succeed: a conflicting process has finished meanwhile, a missing partition is made again, or a connection
    /// that was lost while idle is replaced.
    /// </summary>
    private bool IsWorthAnother(NpgsqlException exception, int attempt) =>
        PostgresFaults.IsTransient(exception)
        || PostgresFaults.IsMissingTable(exception)
        || (attempt == 1
            && !_commits
            && _connection is { State: not System.Data.ConnectionState.Open }
            && PostgresFaults.IsEnvironmentFault(exception));

    /// <summary>Runs the group once; null if another process interfered.</summary>
    private (SubmissionDecision[] Decisions, TelemetryOutcome[] Outcomes)? TryStore(
        SubmissionGroup group,
        TelemetryGroup telemetry,
        bool alone
    )
    {
        var connection = Connect();
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        SubmissionDecision[] decisions = [];
        var writes = telemetry.Any;
        if (group.Submissions.Count > 0)
        {
            var state = GroupReading.Read(connection, group, alone);
            decisions = [.. group.Submissions.Select(state.Decide)];
            if (state.NewReceipts.Count > 0)
            {
                writes = true;
                if (!GroupWriting.TryWrite(connection, state))
                {
                    return null;
                }
            }
        }

        if (telemetry.TryStore(connection) is not { } outcomes)
        {
            return null;
        }

        if (writes)
        {
            _commits = true;
            transaction.Commit();
        }

        return (decisions, outcomes);
    }

    private NpgsqlConnection Connect()
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            return _connection;
        }

        Close();
        _connection = new(_connectionString);
        _connection.Open();
        return _connection;
    }

    [LoggerMessage(2101, LogLevel.Error, "The database refused a commit.")]
    protected override partial void LogRefused(Exception exception);
}

/// <summary>A submission waiting for its commit.</summary>
internal sealed class PendingSubmission(NewSubmission submission) : PendingWrite<SubmissionDecision>
{
    public NewSubmission Submission { get; } = submission;
}

/// <summary>A telemetry event waiting for its commit.</summary>
internal sealed class PendingTelemetry(NewTelemetryEvent offered) : PendingWrite<TelemetryOutcome>
{
    public NewTelemetryEvent Event { get; } = offered;
}
