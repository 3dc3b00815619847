using ToolTime.Uploader.Clock;

namespace ToolTime.Uploader.Sharing;

/// <summary>queue/ledger.json: what became of each cell that was sent, and the last failure. What is not in it waits.</summary>
internal sealed record ShareLedger
{
    /// <summary>By "day client".</summary>
    public SortedDictionary<string, LedgerEntry> Cells { get; init; } = new(StringComparer.Ordinal);

    public string? LastFailure { get; init; }

    public string? LastFailureAt { get; init; }

    public static string Key(DateOnly day, string client) => $"{UtcText.Day(day)} {client}";

    /// <summary>Without what became of days that can no longer be sent.</summary>
    public ShareLedger Since(DateOnly day)
    {
        var first = UtcText.Day(day);
        return this with { Cells = new(Cells.Where(cell => string.CompareOrdinal(cell.Key, first) >= 0).ToDictionary(), StringComparer.Ordinal) };
    }

    public ShareLedger With(DateOnly day, string client, LedgerEntry entry)
    {
        var cells = new SortedDictionary<string, LedgerEntry>(Cells, StringComparer.Ordinal) { [Key(day, client)] = entry };
        return this with { Cells = cells };
    }
}
