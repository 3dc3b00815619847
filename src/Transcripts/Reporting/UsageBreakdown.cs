using System.Globalization;
using ToolTime.Recording.Clock;
using ToolTime.Transcripts.Index;

namespace ToolTime.Transcripts.Reporting;

/// <summary>Usage by period, model or session.</summary>
internal static class UsageBreakdown
{
    public static IReadOnlyList<UsageRow> Daily(ReportSource source) => ByPeriod(source, UtcText.Day);

    public static IReadOnlyList<UsageRow> Weekly(ReportSource source) => ByPeriod(source, ReportTime.Week);

    public static IReadOnlyList<UsageRow> Monthly(ReportSource source) => ByPeriod(source, ReportTime.Month);

    /// <summary>Most used first. Calls are not known by model.</summary>
    public static IReadOnlyList<UsageRow> Models(ReportSource source)
    {
        var tallies = new Dictionary<(string Model, string Client), UsageTally>();
        foreach (var (_, session, model, cell, cost) in source.Usage())
        {
            GetOrAdd(tallies, (model, session.Client), () => new UsageTally()).Add(model, cell, cost);
        }

        return
        [
            .. tallies
                .Select(tally => UsageRow.From(tally.Value) with { Model = tally.Key.Model, Client = tally.Key.Client })
                .OrderByDescending(row => row.TotalTokens)
                .ThenBy(row => row.Model, StringComparer.Ordinal)
                .ThenBy(row => row.Client, StringComparer.Ordinal),
        ];
    }

    /// <summary>The last used comes last, where a terminal shows it.</summary>
    public static IReadOnlyList<UsageRow> Sessions(ReportSource source) =>
        [
            .. By(source, (_, session) => session)
                .Select(tally =>
                    UsageRow.From(tally.Value) with
                    {
                        Session = tally.Key.Id,
                        Project = tally.Key.Project,
                        Client = tally.Key.Client,
                    }
                )
                .OrderBy(row => row.Last, StringComparer.Ordinal)
                .ThenBy(row => row.Session, StringComparer.Ordinal),
        ];

    /// <summary>By hour of the day in a zone, such as 2026-11-20T10.</summary>
    public static IReadOnlyList<UsageRow> Hourly(ReportSource source, TimeZoneInfo zone)
    {
        var tallies = new SortedDictionary<string, UsageTally>(StringComparer.Ordinal);
        foreach (var (_, _, model, cell, cost) in source.Usage())
        {
            var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds((long)cell.Slot * UsageCell.SlotSeconds), zone);
            var hour = local.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
            if (!tallies.TryGetValue(hour, out var tally))
            {
                tallies[hour] = tally = new UsageTally();
            }

            tally.Add(model, cell, cost);
        }

        return [.. tallies.Select(tally => UsageRow.From(tally.Value) with { Period = tally.Key })];
    }

    /// <summary>By project, most used first; folders with the same name are combined.</summary>
    public static IReadOnlyList<UsageRow> ByProject(ReportSource source) =>
        [
            .. By(source, (_, session) => session.Project)
                .Select(tally => UsageRow.From(tally.Value) with { Project = tally.Key })
                .OrderByDescending(row => row.TotalTokens)
                .ThenBy(row => row.Project, StringComparer.Ordinal),
        ];

    /// <summary>The folders that sessions worked in.</summary>
    public static IReadOnlyList<UsedProject> Projects(ReportSource source) =>
        [
            .. By(source, (_, session) => session)
                .GroupBy(tally => (tally.Key.FolderHash, tally.Key.Project))
                .Select(project => new UsedProject(
                    project.Key.FolderHash,
                    project.Key.Project,
                    [.. project.Select(tally => tally.Key.Client).Distinct().Order(StringComparer.Ordinal)],
                    project.Count(),
                    ReportTime.Utc(project.Max(tally => tally.Value.Last))
                )),
        ];

    public static UsageRow Total(ReportSource source) =>
        UsageRow.From(By(source, (_, _) => 0).Values.SingleOrDefault() ?? new UsageTally { Calls = new CallTally() });

    // A day's period is looked up once per day, not once per cell.
    private static List<UsageRow> ByPeriod(ReportSource source, Func<DateOnly, string> period)
    {
        var names = new Dictionary<DateOnly, string>();
        return
        [
            .. By(source, (day, _) => names.TryGetValue(day, out var name) ? name : names[day] = period(day))
                .OrderBy(tally => tally.Key, StringComparer.Ordinal)
                .Select(tally => UsageRow.From(tally.Value) with { Period = tally.Key }),
        ];
    }

    private static Dictionary<TKey, UsageTally> By<TKey>(ReportSource source, Func<DateOnly, IndexSession, TKey> key)
        where TKey : notnull
    {
        var tallies = new Dictionary<TKey, UsageTally>();
        foreach (var (day, session, model, cell, cost) in source.Usage())
        {
            GetOrAdd(tallies, key(day, session), WithCalls).Add(model, cell, cost);
        }
        // A tool's call counts once, for the tool; the skill that it starts is counted elsewhere.
        foreach (var (day, session, _, cell) in source.Calls().Where(call => call.Cell.IsSkill == 0))
        {
            GetOrAdd(tallies, key(day, session), WithCalls).Calls!.Add(cell);
        }

        return tallies;

        static UsageTally WithCalls() => new() { Calls = new CallTally() };
    }

    private static UsageTally GetOrAdd<TKey>(Dictionary<TKey, UsageTally> tallies, TKey key, Func<UsageTally> begin)
        where TKey : notnull
    {
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies[key] = tally = begin();
        }

        return tally;
    }
}

/// <summary>A folder that sessions worked in.</summary>
/// <param name="FolderHash">The index's hash of its path.</param>
/// <param name="Name">Its name.</param>
/// <param name="Agents">The agents of its sessions.</param>
/// <param name="Sessions">How many sessions.</param>
/// <param name="Last">The time of the last response, UTC; null if there was none.</param>
internal sealed record UsedProject(ulong FolderHash, string Name, IReadOnlyList<string> Agents, int Sessions, string? Last);
