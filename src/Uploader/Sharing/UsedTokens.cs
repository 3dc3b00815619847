using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// Every token that this machine is known to have used: those of each epoch in which it sent anything, derived again, and those in the
/// copies of what was sent, which may come from another secret.
/// </summary>
internal static class UsedTokens
{
    private const int DayLength = 10;

    public static IReadOnlyList<string> Find(ToolTimeHome home, TimeProvider clock, string? secret)
    {
        var ledger = new LedgerStore(home).Read();
        // Ledgers of older versions have days instead of epochs.
        var epochs = ledger
            .Cells.Keys.Select(key => UtcText.ParseDay(key[..Math.Min(DayLength, key.Length)]))
            .OfType<DateOnly>()
            .Select(Epoch.Containing)
            .Concat(ledger.Epochs.Select(Epoch.Numbered));
        var derived = secret is null ? [] : epochs.Select(epoch => EpochToken.Derive(secret, epoch));
        var archive = new SentArchive(home, clock);
        return
        [
            .. derived
                .Concat(archive.Names.Select(name => TokenIn(archive.Read(name))).OfType<string>())
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string? TokenIn(byte[] report)
    {
        try
        {
            return JsonSerializer.Deserialize(report, ClientJson.Default.TokenHolder)?.SubmissionToken;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The request for a deletion, and the one member of a report that identifies its owner.</summary>
internal sealed record TokenHolder
{
    public string? SubmissionToken { get; init; }
}
