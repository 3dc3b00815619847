using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;

namespace ToolTime.Storage.Sqlite;

/// <summary>Stores submissions, many per commit.</summary>
internal sealed class SqliteSubmissionStore(SqliteDatabase database) : ISubmissionStore
{
    public Task<SubmissionDecision> SubmitAsync(NewSubmission submission) => database.SubmitAsync(context => Submit(context, submission));

    private static SubmissionDecision Submit(SqliteWriteContext context, NewSubmission submission)
    {
        var submitter = submission.Submitter.ToBytes();
        var decision = SubmissionDecision.Make(submission, Read(context, submission, submitter));
        if (!decision.Stores)
        {
            return decision;
        }

        var receipt = SqliteRows.StoreReceipt(context, submission.Receipt, submitter, submission.ReceivedHour);
        foreach (var (row, decided) in submission.Rows.Zip(decision.Rows))
        {
            if (decided.Outcome == RowOutcome.New)
            {
                SqliteRows.Store(context, submitter, submission.Client, row, receipt, replaces: !decided.ReplacedContent.IsDefault);
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
}
