using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;
using ToolTime.Submissions;

namespace ToolTime.Grains.Submissions;

/// <summary>
/// Puts one submitter's submissions in order. It answers known retries itself; storage decides on everything else. It is deactivated soon
/// after the last call.
/// </summary>
internal sealed class SubmitterGrain(
    ISubmissionStore store,
    IDeletionStore deletions,
    LiveUsage liveUsage,
    IOptions<IngestionOptions> ingestion,
    DomainClock clock) : Grain, ISubmitterGrain
{
    /// <summary>
    /// How long rows are remembered: a client without an answer tries again within seconds; later, an operator may have removed them.
    /// </summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(20);

    private readonly RecentRows _recent = new();
    private DateTimeOffset _rememberedSince;

    public async Task<SubmissionOutcome> SubmitAsync(Submission submission)
    {
        var rows = RowsOf(submission);
        var now = clock.GetUtcNow();
        if ((now - _rememberedSince).Duration() >= Memory)
        {
            _recent.Clear();
            _rememberedSince = now;
        }

        if (_recent.FindRevisionOfDuplicate(submission.Client, rows) is { } stored)
        {
            return new SubmissionOutcome.Duplicate { StoredRevision = stored > 0 ? stored : null };
        }

        var offered = new NewSubmission
        {
            Receipt = Guid.NewGuid(),
            Submitter = SubmitterId.Parse(this.GetPrimaryKeyString()),
            Client = submission.Client,
            ReceivedHour = now.CutToHour(),
            DailyLimit = ingestion.Value.PerTokenPerDay,
            Rows = rows,
        };
        var decision = await store.SubmitAsync(offered);
        Remember(submission, offered, decision);
        return OutcomeOf(submission, offered, decision, now);
    }

    public Task DeleteAsync(int epoch)
    {
        _recent.Clear();
        return deletions.DeleteAsync(SubmitterId.Parse(this.GetPrimaryKeyString()), Epoch.Numbered(epoch), clock.GetUtcNow());
    }

    /// <summary>The rows of a submission, without names beyond the limit.</summary>
    internal static ImmutableArray<NewRow> RowsOf(Submission submission) => submission switch
    {
        DayCellSubmission cells => ImmutableArray.CreateRange<DayCell, NewRow>(cells.Days, RowOf),
        SnapshotSubmission snapshot => [RowOf(snapshot)],
        _ => throw new ArgumentOutOfRangeException(nameof(submission)),
    };

    private static NewRow.Cell RowOf(DayCell cell) =>
        NewRow.Cell.From(cell.Day, cell.Revision, CanonicalReport.Encode(Clamping.CutNames(cell.Report), totalEvents: null));

    private static NewRow.Snapshot RowOf(SnapshotSubmission snapshot) =>
        NewRow.Snapshot.From(
            snapshot.GeneratedHour,
            snapshot.TotalEvents,
            CanonicalReport.Encode(Clamping.CutNames(snapshot.Report), snapshot.TotalEvents)
        );

    private static SubmissionOutcome OutcomeOf(
        Submission submission,
        NewSubmission offered,
        SubmissionDecision decision,
        DateTimeOffset now
    )
    {
        if (decision.IsOverQuota)
        {
            return new SubmissionOutcome.OverQuota { Limit = offered.DailyLimit, RetryAfter = now.TimeLeftOfDay() };
        }

        return decision.Stores
            ? new SubmissionOutcome.Accepted { Receipt = offered.Receipt.ToString("n"), Clamped = Clamping.Report(submission) }
            : new SubmissionOutcome.Duplicate { StoredRevision = decision.Rows.Max(row => row.StoredRevision) };
    }

    private void Remember(Submission submission, NewSubmission offered, SubmissionDecision decision)
    {
        if (!decision.Stores)
        {
            return;
        }

        foreach (var (index, row) in decision.Rows.Index().Where(row => row.Item.Outcome == RowOutcome.New))
        {
            _recent.Add(offered.Client, offered.Rows[index]);
            if (submission is DayCellSubmission cells)
            {
                liveUsage.Add(cells.Days[index], row.ReplacedContent);
            }
        }
    }
}
