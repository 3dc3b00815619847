namespace ToolTime.Uploader.Sharing;

/// <summary>A submission as it will be sent, byte for byte.</summary>
internal sealed record PlannedSubmission(string Client, string Token, IReadOnlyList<ShareableCell> Cells, byte[] Body)
{
    public static PlannedSubmission Create(ShareableCell[] cells, string token, string version)
    {
        var submission = new Submission
        {
            SubmissionToken = token,
            Client = cells[0].Client,
            ClientVersion = version,
            Days = [.. cells.Select(cell => cell.Cell)],
        };
        return new(submission.Client, token, cells, submission.ToBytes());
    }

    /// <summary>The ledger after <paramref name="server"/> answered this submission with <paramref name="outcome"/>.</summary>
    public ShareLedger Settle(ShareLedger ledger, SendOutcome outcome, string at, string server)
    {
        for (var i = 0; i < Cells.Count; i++)
        {
            var (cell, content) = (Cells[i].Cell, Cells[i].Content);
            if (Settled(outcome) is not { } settled)
            {
                continue;
            }

            var revision =
                settled is LedgerEntry.Behind && outcome is SendOutcome.Duplicate { StoredRevision: { } stored } ? stored : cell.Revision;
            ledger = ledger.With(
                cell.Day,
                Client,
                new()
                {
                    Revision = revision,
                    Content = content,
                    Outcome = settled,
                    At = at,
                    Server = settled is LedgerEntry.Refused ? server : null,
                }
            );
        }

        return ledger;
    }

    private string? Settled(SendOutcome outcome) =>
        outcome switch
        {
            SendOutcome.Accepted => LedgerEntry.Stored,
            SendOutcome.Duplicate duplicate => duplicate.StoredRevision > Cells.Max(cell => cell.Cell.Revision)
                ? LedgerEntry.Behind
                : LedgerEntry.Stored,
            SendOutcome.Refused => LedgerEntry.Refused,
            _ => null,
        };
}
