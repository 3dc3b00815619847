using ToolTime.Recording.Clock;

namespace ToolTime.Uploader.Sharing;

/// <summary>queue/ledger.json: what became of each cell that was sent, and the last failure. What is not in it waits.</summary>
internal sealed record ShareLedger
{
    private const int DaysToPublication = 10;

    /// <summary>By "day client".</summary>
    public SortedDictionary<string, LedgerEntry> Cells { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The epochs in which a token of the present secret was ever used.</summary>
    public SortedSet<int> Epochs { get; init; } = [];

    public string? LastFailure { get; init; }

    public string? LastFailureAt { get; init; }

    public static string Key(DateOnly day, string client) => $"{UtcText.Day(day)} {client}";

    /// <summary>Without what became of days whose week is published for certain: 10 days after its end.</summary>
    public ShareLedger Unpublished(DateOnly today)
    {
        var end = today.AddDays(-DaysToPublication);
        var first = UtcText.Day(end.AddDays(-(((int)end.DayOfWeek + 6) % 7)));
        return this with
        {
            Cells = new(Cells.Where(cell => string.CompareOrdinal(cell.Key, first) >= 0).ToDictionary(), StringComparer.Ordinal),
        };
    }

    /// <summary>Without what another server refused, which says nothing of <paramref name="server"/>.</summary>
    public ShareLedger For(string server) =>
        this with
        {
            Cells = new(
                Cells
                    .Where(cell =>
                        cell.Value.Outcome is not LedgerEntry.Refused || cell.Value.Server is null || cell.Value.Server == server
                    )
                    .ToDictionary(),
                StringComparer.Ordinal
            ),
        };

    public ShareLedger WithEpoch(Epoch epoch) => this with { Epochs = [.. Epochs, epoch.Number] };

    public ShareLedger With(DateOnly day, string client, LedgerEntry entry)
    {
        var cells = new SortedDictionary<string, LedgerEntry>(Cells, StringComparer.Ordinal) { [Key(day, client)] = entry };
        return this with { Cells = cells };
    }
}
