using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Usage;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// Makes day cells from transcripts for the days that can still be sent, and stores them with the hooks' cells. Switched-off projects are
/// left out, as in hooks.
/// </summary>
internal sealed class TranscriptCells(ToolTimeHome home, RollupStore store, TimeProvider clock, IReadOnlyList<string> plugins)
{
    private readonly DateOnly _today = clock.GetUtcNow().UtcDay();

    /// <summary>Cells of today and the 7 days before, if they are after <paramref name="after"/>. Older ones are removed.</summary>
    /// <returns>How many cells there are.</returns>
    public int Make(UsageIndex index, DateOnly after)
    {
        store.RemoveBackfilledBefore(_today.AddDays(-CellSelection.Days));
        var without = new SwitchedOffFolders(index, home);
        var made = 0;
        for (var day = _today.AddDays(-CellSelection.Days); day <= _today; day = day.AddDays(1))
        {
            if (day <= after)
            {
                continue;
            }

            if (Count(index, without, day) is not { Count: > 0 } clients)
            {
                store.RemoveBackfilled(day);
                continue;
            }

            store.SaveBackfilled(Rollup(day, clients));
            made += clients.Count;
        }

        return made;
    }

    private static SortedDictionary<string, UsageCounter> Count(UsageIndex index, SwitchedOffFolders without, DateOnly day)
    {
        var source = new ReportSource(index, new ReportFilter(TimeZoneInfo.Utc, day, day));
        var clients = new SortedDictionary<string, UsageCounter>(StringComparer.Ordinal);
        foreach (var (_, session, name, cell) in source.Calls().Where(call => !without.Has(call.Session)))
        {
            if (cell.IsSkill == 1)
            {
                CounterOf(session).AddSkill(name, cell.Calls, cell.ByUser);
            }
            else
            {
                CounterOf(session)
                    .AddCounted(
                        name,
                        new()
                        {
                            Calls = cell.Calls,
                            ObservedCalls = cell.ObservedCalls,
                            Errors = cell.Errors,
                            Rejections = cell.Rejections,
                        },
                        cell.EditsWithoutRead
                    );
            }
        }

        foreach (var (_, session, tool, milliseconds) in source.Durations().Where(timed => !without.Has(timed.Session)))
        {
            CounterOf(session).AddDuration(tool, milliseconds);
        }

        foreach (var (_, session, model, cell, _) in source.Usage().Where(usage => !without.Has(usage.Session)))
        {
            CounterOf(session).AddResponses(model, cell.Responses);
        }

        return clients;

        UsageCounter CounterOf(IndexSession session)
        {
            if (!clients.TryGetValue(session.Client, out var counter))
            {
                clients[session.Client] = counter = new UsageCounter();
            }

            return counter;
        }
    }

    private Rollup Rollup(DateOnly day, SortedDictionary<string, UsageCounter> counters)
    {
        var leftOut = 0;
        var (recorded, before) = (store.Find(day), store.FindBackfilled(day));
        var clients = new SortedDictionary<string, DayCell>(StringComparer.Ordinal);
        foreach (var (client, counter) in counters)
        {
            // What is switched on today says nothing about a past day.
            var ofDay =
                client is not ClientName.ClaudeCode ? []
                : day == _today ? plugins
                : recorded?.Clients.GetValueOrDefault(client)?.Plugins ?? [];
            clients[client] = CellRevision.Assign(
                CellBuilder.Build(day, client, counter, ofDay, ref leftOut),
                before?.Clients.GetValueOrDefault(client),
                clock
            );
        }

        return new Rollup
        {
            Day = day,
            Events = counters.Values.Sum(counter => counter.Tools.Values.Sum(tool => tool.Calls)),
            TornLines = 0,
            NamesLeftOut = leftOut,
            Clients = clients,
        };
    }
}
