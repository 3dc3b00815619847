using System.Security.Cryptography;
using System.Text.Json;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// The cells that consent covers, of today and the 7 days before. Days after the day of consent are shared as rolled up; that day itself is
/// counted again from the instant of consent; nothing older is ever shared, and only the kinds agreed to. If hooks and transcripts both
/// have a client's day, the one with more calls is shared, never both.
/// </summary>
internal static class CellSelection
{
    public const int Days = 7;

    public static IEnumerable<ShareableCell> Find(ToolTimeHome home, RollupStore store, DateTimeOffset now, ConsentGiven consent)
    {
        var today = now.UtcDay();
        for (var day = today.AddDays(-Days); day <= today; day = day.AddDays(1))
        {
            if (day < consent.Day)
            {
                continue;
            }

            var rollup = store.Find(day);
            var cells = day == consent.Day
                ? rollup is null ? [] : SinceConsent(home, store, rollup, consent)
                : Fuller(rollup, store.FindBackfilled(day));
            foreach (var (client, cell) in cells.Where(pair => !pair.Value.IsEmpty))
            {
                var agreed = KindList.Only(consent.KindsOn(day), cell);
                if (!agreed.IsEmpty || agreed.Plugins.Count > 0)
                {
                    yield return ShareableCell.Create(client, SentNames.Normalize(agreed));
                }
            }
        }
    }

    // Both count the same calls, so the one with more is more complete; if equal, transcripts know better how calls ended.
    private static IEnumerable<KeyValuePair<string, DayCell>> Fuller(Rollup? recorded, Rollup? backfilled) =>
        (backfilled?.Clients.AsEnumerable() ?? []).Concat(recorded?.Clients.AsEnumerable() ?? [])
            .GroupBy(cell => cell.Key, StringComparer.Ordinal)
            .Select(cells => cells.MaxBy(cell => cell.Value.Tools.Values.Sum(tool => tool.Calls)));

    private static IEnumerable<KeyValuePair<string, DayCell>> SinceConsent(
        ToolTimeHome home,
        RollupStore store,
        Rollup rollup,
        ConsentGiven consent
    )
    {
        var day = RecordWalk.Over(home, rollup.Day, rollup.Day, store.Observed()).Single();
        foreach (var (client, counter) in day.Count(consent.Covers()))
        {
            // An event that came after the rollup is in the next one.
            if (!rollup.Clients.TryGetValue(client, out var whole))
            {
                continue;
            }

            var leftOut = 0;
            var cell = CellBuilder.Build(rollup.Day, client, counter, whole.Plugins, ref leftOut);
            yield return new(client, cell with { Revision = whole.Revision });
        }
    }
}

/// <summary>A day's cell of one client that may be sent, and its content: the SHA-256 of the cell without its revision, in hex.</summary>
internal sealed record ShareableCell(string Client, DayCell Cell, string Content)
{
    public static ShareableCell Create(string client, DayCell cell) =>
        new(
            client,
            cell,
            Convert.ToHexStringLower(
                SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(cell with { Revision = 0 }, RecordingJson.Default.DayCell))
            )
        );
}
