using ToolTime.Uploader.Clock;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>One run of `share now`: sends one submission after the other and writes down what became of each at once.</summary>
internal sealed class ShareRun(CommandContext context, SubmissionSender sender, SentArchive archive, LedgerStore store)
{
    public ShareLedger Ledger { get; private set; } = store.Read().Since(DateOnly.FromDateTime(context.Now.UtcDateTime).AddDays(-ShareableCells.Days));

    public int ExitCode { get; private set; } = Commands.ExitCode.Fine;

    public bool IsAnyKept { get; private set; }

    /// <summary>Stops at the first submission that must be tried later: the next would fare no better.</summary>
    public void Send(IReadOnlyList<PlannedSubmission> plan)
    {
        foreach (var submission in plan)
        {
            archive.Keep(submission);
            var outcome = sender.Send(submission.Body, submission.Token);
            Note(submission, outcome);
            store.Write(Ledger);
            if (outcome is SendOutcome.TryLater)
                return;
        }
    }

    private void Note(PlannedSubmission submission, SendOutcome outcome)
    {
        var at = UtcText.Seconds(context.Now);
        var failure = outcome switch
        {
            SendOutcome.Refused refused => $"refused: {refused.Reason}",
            SendOutcome.TryLater later => $"kept for later: {later.Reason}" + (later.RetryAfter is { } wait ? $"; it asks to wait (Retry-After: {wait})" : ""),
            _ => null,
        };
        Ledger = submission.Settle(failure is null ? Ledger : Ledger with { LastFailure = failure, LastFailureAt = at }, outcome, at);
        IsAnyKept |= outcome is SendOutcome.Accepted or SendOutcome.Duplicate;
        ExitCode = outcome switch
        {
            SendOutcome.TryLater => Commands.ExitCode.Network,
            SendOutcome.Refused => Commands.ExitCode.Failed,
            _ => ExitCode,
        };
        context.Say($"{submission.Client}, {Days(submission)}: {failure ?? Word(outcome)}");
    }

    private static string Word(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted { LateDays.Count: > 0 } accepted => $"taken, but for {accepted.LateDays.Count} whose week is published",
        SendOutcome.Accepted => "taken",
        SendOutcome.Late => "too late: the week is published",
        _ => "known already",
    };

    private static string Days(PlannedSubmission submission) => submission.Cells is [var only]
        ? $"{only.Cell.Day:yyyy-MM-dd}"
        : $"{submission.Cells.Count} days from {submission.Cells[0].Cell.Day:yyyy-MM-dd}";
}
