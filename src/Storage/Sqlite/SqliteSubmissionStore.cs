using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Stores submissions, many per commit, and records the changes of their days.</summary>
internal sealed class SqliteSubmissionStore(SqliteDatabase database) : ISubmissionStore
{
    public Task<SubmissionDecision> SubmitAsync(NewSubmission submission) =>
        database.AppendAsync(context => Submit(context, submission));

    /// <summary>Stores a receipt and returns its sequence.</summary>
    public static long StoreReceipt(
        SqliteWriteContext context,
        Guid id,
        byte[] submitter,
        DateTimeOffset receivedHour,
        bool quarantined = false
    )
    {
        var sequence = context.NextSequence();
        var day = SqliteValues.From(receivedHour.UtcDay());
        context
            .RawStatement("INSERT INTO receipts (sequence, id, submitter, day, received_hour, quarantined) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .With(sequence)
            .With(id.ToByteArray(bigEndian: true))
            .With(submitter)
            .With(day)
            .With(receivedHour.ToUnixTimeSeconds())
            .With(quarantined ? 1 : 0)
            .Run();
        context.NoteDay(day);
        return sequence;
    }

    /// <summary>Stores a row, replacing an existing one with its key. A newer revision does not end a cell's quarantine.</summary>
    public static void StoreRow(SqliteWriteContext context, byte[] submitter, AgentClient client, NewRow row, long receipt, bool replaces)
    {
        var sequence = context.NextSequence();
        if (row is NewRow.Cell cell)
        {
            if (replaces)
            {
                InheritQuarantine(context, submitter, client, cell, receipt);
            }

            context.RawStatement(
                """
                INSERT INTO cells (sequence, day, submitter, client, revision, content_hash, content, receipt)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                ON CONFLICT (day, submitter, client) DO UPDATE
                SET sequence = excluded.sequence, revision = excluded.revision, content_hash = excluded.content_hash,
                    content = excluded.content, receipt = excluded.receipt
                """)
                .With(sequence).With(SqliteValues.From(cell.Day)).With(submitter).With((int)client).With(cell.Revision)
                .With(cell.ContentHash).With(cell.Content).With(receipt)
                .Run();
            context.NoteChange(SqliteValues.From(cell.Day), sequence);
        }
        else if (row is NewRow.Snapshot snapshot)
        {
            context
                .RawStatement(
                    """
                    INSERT INTO snapshots (sequence, week, submitter, client, generated_hour, content_hash, total_events, content, receipt)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                    """
                )
                .With(sequence)
                .With(SqliteValues.From(snapshot.Week))
                .With(submitter)
                .With((int)client)
                .With(snapshot.GeneratedHour.ToUnixTimeSeconds())
                .With(snapshot.ContentHash)
                .With(snapshot.TotalEvents)
                .With(snapshot.Content)
                .With(receipt)
                .Run();
            context.NoteDay(SqliteValues.From(snapshot.Week));
        }
    }

    private static SubmissionDecision Submit(SqliteWriteContext context, NewSubmission submission)
    {
        var submitter = submission.Submitter.ToBytes();
        var decision = SubmissionDecision.Make(submission, Read(context, submission, submitter));
        if (!decision.Stores)
        {
            return decision;
        }

        var receipt = StoreReceipt(context, submission.Receipt, submitter, submission.ReceivedHour);
        foreach (var (row, decided) in submission.Rows.Zip(decision.Rows))
        {
            if (decided.Outcome == RowOutcome.New)
            {
                StoreRow(context, submitter, submission.Client, row, receipt, replaces: !decided.ReplacedContent.IsDefault);
            }
        }

        return decision;
    }

    private static SubmissionState Read(SqliteWriteContext context, NewSubmission submission, byte[] submitter) =>
        new()
        {
            DeletedAt = context.RawStatement("SELECT deleted_at FROM tombstones WHERE submitter = ?1").With(submitter).ReadNumber()
                is { } deletedAt
                ? DateTimeOffset.FromUnixTimeSeconds(deletedAt)
                : null,
            ReceiptsOfDay =
                submission.DailyLimit > 0
                    ? context
                        .RawStatement("SELECT count(*) FROM receipts WHERE submitter = ?1 AND day = ?2")
                        .With(submitter)
                        .With(ReceivedDay(submission))
                        .ReadNumber()
                        ?? 0
                    : 0,
            Rows = ImmutableArray.CreateRange(submission.Rows, row => VersionOf(context, submission, submitter, row)),
        };

    private static RowVersion? VersionOf(SqliteWriteContext context, NewSubmission submission, byte[] submitter, NewRow row) =>
        row switch
        {
            NewRow.Cell cell => context
                .RawStatement("SELECT revision, content_hash, content FROM cells WHERE day = ?1 AND submitter = ?2 AND client = ?3")
                .With(SqliteValues.From(cell.Day))
                .With(submitter)
                .With((int)submission.Client)
                .ReadRow(stored => new RowVersion(stored.Number(0), Wrap(stored.Bytes(1)), Wrap(stored.Bytes(2)))),
            NewRow.Snapshot snapshot => context
                .RawStatement(
                    "SELECT 1 FROM snapshots WHERE week = ?1 AND submitter = ?2 AND client = ?3 AND generated_hour = ?4 AND content_hash = ?5"
                )
                .With(SqliteValues.From(snapshot.Week))
                .With(submitter)
                .With((int)submission.Client)
                .With(snapshot.GeneratedHour.ToUnixTimeSeconds())
                .With(snapshot.ContentHash)
                .ReadNumber()
                is null
                ? null
                : RowVersion.Snapshot,
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };

    private static ImmutableArray<byte> Wrap(byte[] bytes) => ImmutableCollectionsMarshal.AsImmutableArray(bytes);

    private static int ReceivedDay(NewSubmission submission) =>
        SqliteValues.From(submission.ReceivedHour.UtcDay());

    private static void InheritQuarantine(
        SqliteWriteContext context,
        byte[] submitter,
        AgentClient client,
        NewRow.Cell cell,
        long receipt
    ) =>
        context
            .Command(
                """
                UPDATE receipts SET quarantined = 1 WHERE sequence = $1 AND EXISTS (
                    SELECT 1 FROM cells JOIN receipts AS old ON old.sequence = cells.receipt
                    WHERE cells.day = $2 AND cells.submitter = $3 AND cells.client = $4 AND old.quarantined = 1)
                """,
                receipt,
                SqliteValues.From(cell.Day),
                submitter,
                (int)client
            )
            .ExecuteNonQuery();
}
