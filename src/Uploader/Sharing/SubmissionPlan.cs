using ToolTime.Calendar;

namespace ToolTime.Uploader.Sharing;

/// <summary>Groups the waiting cells into submissions: one client and one epoch each, 1 to 8 days, within the size limit.</summary>
internal static class SubmissionPlan
{
    public static IReadOnlyList<PlannedSubmission> Make(IEnumerable<ShareableCell> cells, ShareLedger ledger, string secret, string version)
    {
        var waiting = cells.Select(cell => Waiting(cell, ledger)).OfType<ShareableCell>();
        var groups = waiting.GroupBy(cell => (cell.Client, Epoch: Epoch.Containing(cell.Cell.Day)))
            // Only a few reports may be sent a day: the longest waiting goes first, so that no client waits forever.
            .OrderBy(group => group.Min(cell => cell.Cell.Day)).ThenBy(group => group.Key.Client, StringComparer.Ordinal);
        return
        [
            .. groups.SelectMany(group => group.OrderBy(cell => cell.Cell.Day).Chunk(Submission.MaxDays)
                .SelectMany(days => Fitting(days, EpochToken.Derive(secret, group.Key.Epoch), version))),
        ];
    }

    private static ShareableCell? Waiting(ShareableCell cell, ShareLedger ledger)
    {
        if (!ledger.Cells.TryGetValue(ShareLedger.Key(cell.Cell.Day, cell.Client), out var entry))
        {
            return cell;
        }

        return entry.Settles(cell.Content)
            ? null
            : cell with { Cell = cell.Cell with { Revision = Math.Max(cell.Cell.Revision, entry.Revision + 1) } };
    }

    // A single day stays far below the limit, since a cell bounds its names.
    private static IEnumerable<PlannedSubmission> Fitting(ShareableCell[] days, string token, string version)
    {
        var planned = PlannedSubmission.Create(days, token, version);
        if (planned.Body.Length <= Submission.MaxBytes || days.Length == 1)
        {
            return [planned];
        }

        var half = days.Length / 2;
        return [.. Fitting(days[..half], token, version), .. Fitting(days[half..], token, version)];
    }
}
