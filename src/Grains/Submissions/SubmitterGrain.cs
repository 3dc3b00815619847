using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Deletion;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;
using ToolTime.Submissions;

namespace ToolTime.Grains.Submissions;

/// <summary>
/// Puts one submitter's submissions in order. It answers a known retry itself; on all else storage decides. It is gone a minute after the last
/// one, since a client reports once a day and retries at once, and under a flood of new tokens each would stay.
/// </summary>
[CollectionAgeLimit(Minutes = 1)]
internal sealed partial class SubmitterGrain(
    ISubmissionStore store,
    IDeletionStore deletions,
    LiveUsage liveUsage,
    IOptions<IngestionOptions> ingestion,
    IOptions<PublicationOptions> publication,
    DomainClock clock,
    ILogger<SubmitterGrain> logger) : Grain, ISubmitterGrain
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly RecentRows _recent = new();

    public async Task<SubmissionOutcome> SubmitAsync(Submission submission)
    {
        var rows = SubmissionRows.Of(submission);
        var now = clock.GetUtcNow();
        if (rows.All(row => IsOpen(row, now)) && _recent.KeptRevisionOfDuplicate(submission.Client, rows) is { } kept)
        {
            return new SubmissionOutcome.Duplicate { KeptRevision = kept > 0 ? kept : null, LateDays = [] };
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

        try
        {
            var stored = await store.SubmitAsync(offered);
            Remember(submission, offered, stored);
            return OutcomeOf(submission, offered, stored, now);
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return new SubmissionOutcome.Unavailable { RetryAfter = RetryAfter };
        }
    }

    public async Task<DeletionOutcome> DeleteAsync(int epoch)
    {
        try
        {
            _recent.Clear();
            await deletions.DeleteAsync(SubmitterId.Parse(this.GetPrimaryKeyString()), Epoch.Numbered(epoch), clock.GetUtcNow());
            return DeletionOutcome.Deleted;
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return DeletionOutcome.Unavailable;
        }
    }

    private static SubmissionOutcome OutcomeOf(Submission submission, NewSubmission offered, StoredSubmission stored, DateTimeOffset now)
    {
        if (stored.OverQuota)
        {
            return new SubmissionOutcome.OverQuota { Limit = offered.DailyLimit, RetryAfter = now.TimeLeftOfDay() };
        }

        ImmutableArray<int> late = [.. stored.Rows.Index().Where(row => row.Item.Fate == RowFate.Late).Select(row => row.Index)];
        if (late.Length == stored.Rows.Length)
        {
            return new SubmissionOutcome.Late();
        }

        return stored.Rows.Any(row => row.Fate == RowFate.New)
            ? new SubmissionOutcome.Accepted { Receipt = offered.Receipt.ToString("n"), LateDays = late, Clamped = Clamping.Report(submission) }
            : new SubmissionOutcome.Duplicate { KeptRevision = stored.Rows.Max(row => row.KeptRevision), LateDays = late };
    }

    /// <summary>True where the row's week cannot be closed yet, so that the row cannot be late.</summary>
    private bool IsOpen(NewRow row, DateTimeOffset now) => now < row.Week.EndExclusive + publication.Value.Grace;

    private void Remember(Submission submission, NewSubmission offered, StoredSubmission stored)
    {
        if (stored.OverQuota)
        {
            return;
        }

        foreach (var (index, result) in stored.Rows.Index())
        {
            if (result.Fate != RowFate.New)
            {
                continue;
            }

            _recent.Kept(offered.Client, offered.Rows[index]);
            if (submission is DayCellSubmission cells)
            {
                liveUsage.Kept(cells.Days[index], result.ReplacedContent);
            }
        }
    }

    [LoggerMessage(1601, LogLevel.Error, "A submission could not be stored or deleted.")]
    private partial void LogUnavailable(Exception exception);
}
