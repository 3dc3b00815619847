using ToolTime.Recording.Usage;
using ToolTime.Transcripts.Index;

namespace ToolTime.Uploader.Reports;

/// <summary>Calls by tool, skill or MCP server, the most called first.</summary>
internal sealed class NameReport(ReportSource source, CallGrouping kind)
{
    public IReadOnlyList<NameRow> Rows() =>
        [.. Make(NameOf).OrderByDescending(row => row.Calls).ThenBy(row => row.Name, StringComparer.Ordinal)];

    /// <summary>All rows in one. A session that called several counts once.</summary>
    public NameRow Total() => Make((name, cell) => NameOf(name, cell) is null ? null : "").SingleOrDefault() ?? Row("", new NameTally());

    private string? NameOf(string name, CallCell cell) => kind switch
    {
        CallGrouping.Skill => cell.IsSkill == 1 ? name : null,
        _ when cell.IsSkill == 1 => null,
        CallGrouping.McpServer => CellName.McpServer(name),
        _ => name,
    };

    private IEnumerable<NameRow> Make(Func<string, CallCell, string?> keyOf)
    {
        var tallies = new Dictionary<string, NameTally>(StringComparer.Ordinal);
        foreach (var (day, session, name, cell) in source.Calls())
        {
            if (keyOf(name, cell) is not { } key)
                continue;
            if (!tallies.TryGetValue(key, out var tally))
                tallies[key] = tally = new NameTally();
            tally.Add(day, session, name, cell);
        }

        return tallies.Select(tally => Row(tally.Key, tally.Value));
    }

    private NameRow Row(string name, NameTally tally)
    {
        var (calls, isObserved) = (tally.Calls, tally.Calls.ObservedCalls > 0);
        return new NameRow
        {
            Name = name,
            Calls = calls.Calls,
            ObservedCalls = calls.ObservedCalls,
            Errors = isObserved ? calls.Errors : null,
            Rejections = isObserved ? calls.Rejections : null,
            NotRun = calls.NotRun,
            ErrorRate = isObserved ? Math.Round((double)calls.Errors / (calls.ObservedCalls + calls.NotRun), 4) : null,
            Sessions = tally.Sessions.Count,
            LastUsed = tally.LastUsed,
            EditsWithoutRead = kind is CallGrouping.Tool ? calls.EditsWithoutRead : null,
            Tools = kind is CallGrouping.McpServer ? tally.Names.Count : null,
        };
    }
}
