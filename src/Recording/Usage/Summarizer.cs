using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;

namespace ToolTime.Recording.Usage;

/// <summary>Makes the whole machine's day cells from the record.</summary>
internal sealed class Summarizer(ToolTimeHome home, RollupStore rollups, TimeProvider clock, Func<string, string?> environment)
{
    /// <summary>Days this recent are recounted each time: events may still arrive, and they can still be sent.</summary>
    public const int RecentDays = 8;

    /// <summary>How long a day's events stay: a recount needs them, and those of the <see cref="FileMemory.Days"/> before.</summary>
    public const int RetentionDays = RecentDays + FileMemory.Days + 1;

    // A clock that jumped ahead leaves events on its wrong day; two such days mean that time has really passed.
    private const int LaterDaysToBeSure = 2;

    /// <summary>Rolls up every recent day and every older one with uncounted events; then removes the events of days long past.</summary>
    /// <returns>How many days have events.</returns>
    public int Run()
    {
        var today = clock.GetUtcNow().UtcDay();
        var recorded = rollups.RecordedDays().ToList();
        var due = recorded.Where(day => IsDue(day, today)).ToHashSet();
        if (due.Count > 0)
        {
            RollUp(due, today);
        }

        RemoveOld(recorded, today);
        return recorded.Count;
    }

    private bool IsDue(DateOnly day, DateOnly today)
    {
        if (rollups.Find(day) is not { } rollup)
        {
            return true;
        }

        var bytes = new FileInfo(home.EventsOf(day)).Length;
        // A file that shrank was removed and restarted: its rollup is more complete.
        return bytes > rollup.EventBytes || (bytes == rollup.EventBytes && day >= today.AddDays(-RecentDays));
    }

    private void RollUp(HashSet<DateOnly> due, DateOnly today)
    {
        var observed = rollups.Observed();
        var plugins = EnabledPlugins.Read(environment);
        foreach (var day in RecordWalk.Over(home, due.Min(), due.Max(), observed).Where(day => due.Contains(day.Day)))
        {
            rollups.Save(RollUp(day, today, plugins));
        }

        rollups.Save(observed);
    }

    private void RemoveOld(List<DateOnly> recorded, DateOnly today)
    {
        foreach (
            var day in recorded.Where(day =>
                day < today.AddDays(-RetentionDays) && recorded.Count(later => later >= day.AddDays(RetentionDays)) >= LaterDaysToBeSure
            )
        )
        {
            var file = new FileInfo(home.EventsOf(day));
            if (rollups.Find(day)?.EventBytes == file.Length)
            {
                rollups.RemoveEvents(day);
            }
        }
    }

    private Rollup RollUp(WalkedDay day, DateOnly today, IReadOnlyList<string> plugins)
    {
        var before = rollups.Find(day.Day);
        var leftOut = 0;
        var clients = new SortedDictionary<string, DayCell>(StringComparer.Ordinal);
        foreach (var (client, counter) in day.Count(_ => true))
        {
            var last = before?.Clients.GetValueOrDefault(client);
            // What is enabled today says nothing about a past day that was counted then.
            var ofDay = client is not ClientName.ClaudeCode ? [] : day.Day < today && last is not null ? last.Plugins : plugins;
            clients[client] = CellRevision.Assign(CellBuilder.Build(day.Day, client, counter, ofDay, ref leftOut), last, clock);
        }

        return new Rollup
        {
            Day = day.Day,
            Events = day.Events.Count,
            EventBytes = day.Bytes,
            TornLines = day.TornLines,
            NamesLeftOut = leftOut,
            Clients = clients,
        };
    }
}

/// <summary>Gives a day's cell its revision, which grows whenever its counts change.</summary>
internal static class CellRevision
{
    /// <summary>
    /// The stored cell if nothing changed; otherwise one with a revision from the clock, not only the last revision, so that a restored
    /// backup does not fall behind what was sent.
    /// </summary>
    public static DayCell Assign(DayCell cell, DayCell? last, TimeProvider clock) =>
        last is not null && Content(cell).AsSpan().SequenceEqual(Content(last))
            ? last
            : cell with { Revision = Math.Max((last?.Revision ?? 0) + 1, clock.GetUtcNow().ToUnixTimeSeconds()) };

    private static byte[] Content(DayCell cell) =>
        JsonSerializer.SerializeToUtf8Bytes(cell with { Revision = 0 }, RecordingJson.Default.DayCell);
}
