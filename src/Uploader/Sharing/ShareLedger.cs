using System.Text.Json.Serialization;
using ToolTime.Calendar;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;

namespace ToolTime.Uploader.Sharing;

/// <summary>queue/ledger.json: the outcome of each cell that was sent, and the last failure. Cells not in it are waiting.</summary>
internal sealed record ShareLedger
{
    private const int DaysToPublication = 10;

    /// <summary>Keyed by "day client".</summary>
    public SortedDictionary<string, LedgerEntry> Cells { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The epochs in which a token of the present secret was ever used.</summary>
    public SortedSet<int> Epochs { get; init; } = [];

    public string? LastFailure { get; init; }

    public string? LastFailureAt { get; init; }

    public static string Key(DateOnly day, string client) => $"{UtcText.Day(day)} {client}";

    /// <summary>Without the days whose week is certainly published: 10 days after its end.</summary>
    public ShareLedger Unpublished(DateOnly today)
    {
        var end = today.AddDays(-DaysToPublication);
        var first = UtcText.Day(end.AddDays(-(((int)end.DayOfWeek + 6) % 7)));
        return this with
        {
            Cells = new(Cells.Where(cell => string.CompareOrdinal(cell.Key, first) >= 0).ToDictionary(), StringComparer.Ordinal),
        };
    }

    /// <summary>Without other servers' refusals, which say nothing about <paramref name="server"/>.</summary>
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

/// <summary>The outcome of a cell.</summary>
internal sealed record LedgerEntry
{
    /// <summary>The server has it.</summary>
    public const string Stored = "kept";

    /// <summary>The server will never accept this content.</summary>
    public const string Refused = "refused";

    /// <summary>The server stores a greater revision, so this content must be sent again under a still greater one.</summary>
    public const string Behind = "behind";

    /// <summary>The greatest revision known to have been sent or stored.</summary>
    public required long Revision { get; init; }

    /// <summary>The SHA-256 of the cell without its revision.</summary>
    public required string Content { get; init; }

    public required string Outcome { get; init; }

    public required string At { get; init; }

    /// <summary>
    /// The server that refused it; null if not refused, or if an older version did not store it. Another server may accept it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Server { get; init; }

    /// <summary>Whether the server needs nothing more about a cell with this content.</summary>
    public bool Settles(string content) => Content == content && Outcome is Stored or Refused;
}

/// <summary>The file of the <see cref="ShareLedger"/>.</summary>
internal sealed class LedgerStore(ToolTimeHome home)
{
    private string LedgerPath => Path.Combine(home.Queue, "ledger.json");

    /// <summary>Losing the ledger only costs sending again what the server then calls a duplicate.</summary>
    public ShareLedger Read() => OwnJson.Read(LedgerPath, ClientJson.Default.ShareLedger) ?? new();

    public void Write(ShareLedger ledger) => OwnJson.Replace(LedgerPath, ledger, ClientJson.Default.ShareLedger);
}
