using System.Text.Json;
using ToolTime.Uploader.Home;
using ToolTime.Uploader.Recording;

namespace ToolTime.Uploader.Usage;

/// <summary>Makes the day cells of the whole machine from the record.</summary>
internal sealed class Summarizer(ToolTimeHome home, TimeProvider clock, Func<string, string?> environment)
{
    /// <summary>Days this recent are counted again each time: their events may still come in, and they can still be sent.</summary>
    public const int RecentDays = 8;

    private readonly RollupStore _rollups = new(home);

    /// <summary>Rolls up every recent day and every older one that has events but no rollup.</summary>
    /// <returns>How many days have events at all.</returns>
    public int Run()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var recorded = _rollups.RecordedDays().ToList();
        var due = recorded.Where(day => day >= today.AddDays(-RecentDays) || !_rollups.Has(day)).ToHashSet();
        if (due.Count == 0)
            return recorded.Count;

        var observed = _rollups.Observed();
        var plugins = EnabledPlugins.Read(environment);
        foreach (var day in RecordWalk.Over(home, due.Min(), due.Max(), observed).Where(day => due.Contains(day.Day)))
            _rollups.Keep(RollUp(day, today, plugins));
        _rollups.Keep(observed);
        return recorded.Count;
    }

    private Rollup RollUp(WalkedDay day, DateOnly today, IReadOnlyList<string> plugins)
    {
        var before = _rollups.Find(day.Day);
        var leftOut = 0;
        var clients = new SortedDictionary<string, DayCell>(StringComparer.Ordinal);
        foreach (var (client, counter) in day.Count(_ => true))
        {
            var last = before?.Clients.GetValueOrDefault(client);
            // What is switched on today says nothing of a day that is over and was counted then.
            var ofDay = client is not ClientName.ClaudeCode ? [] : day.Day < today && last is not null ? last.Plugins : plugins;
            clients[client] = Revised(CellBuilder.Build(day.Day, client, counter, ofDay, ref leftOut), last);
        }

        return new Rollup { Day = day.Day, Events = day.Events.Count, TornLines = day.TornLines, NamesLeftOut = leftOut, Clients = clients };
    }

    // By the clock and not only by the last one, so that a restored backup does not fall behind what was sent before.
    private DayCell Revised(DayCell cell, DayCell? last) =>
        last is not null && SameContent(cell, last)
            ? last
            : cell with { Revision = Math.Max((last?.Revision ?? 0) + 1, clock.GetUtcNow().ToUnixTimeSeconds()) };

    private static bool SameContent(DayCell one, DayCell other) => Content(one).AsSpan().SequenceEqual(Content(other));

    private static byte[] Content(DayCell cell) => JsonSerializer.SerializeToUtf8Bytes(cell with { Revision = 0 }, ClientJson.Default.DayCell);
}
