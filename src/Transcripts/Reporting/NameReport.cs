using ToolTime.Recording.Usage;
using ToolTime.Transcripts.Index;

namespace ToolTime.Transcripts.Reporting;

/// <summary>Calls by tool, skill, MCP server, plugin or agent, most called first, with durations and attributed usage if known.</summary>
internal sealed class NameReport(ReportSource source, CallGrouping kind)
{
    private readonly PluginNames _plugins = new();

    public IReadOnlyList<NameRow> Rows() =>
        [
            .. Make(name => name)
                .OrderByDescending(row => row.Calls)
                .ThenByDescending(row => row.Attributed?.TotalTokens)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];

    /// <summary>All rows in one. A session that called several counts once.</summary>
    public NameRow Total() => Make(_ => "").SingleOrDefault() ?? Row("", new NameTally());

    private IEnumerable<NameRow> Make(Func<string, string> rowOf)
    {
        var tallies = new Dictionary<string, NameTally>(StringComparer.Ordinal);
        foreach (var (day, session, model, cell, cost) in source.Usage())
        {
            if (Account(source.AttributionOf(cell.Attribution)) is { } name)
            {
                TallyOf(name).Add(day, session, model, cell, cost);
            }
        }

        foreach (var (day, session, name, cell) in source.Calls())
        {
            if (NameOf(name, cell) is { } called)
            {
                TallyOf(called).Add(day, session, name, cell);
            }
        }

        foreach (var (_, _, tool, milliseconds) in source.Durations())
        {
            if ((kind is CallGrouping.McpServer ? CellName.McpServer(tool) : kind is CallGrouping.Tool ? tool : null) is { } timed)
            {
                TallyOf(timed).Durations.Add(milliseconds);
            }
        }

        return tallies.Select(tally => Row(tally.Key, tally.Value));

        NameTally TallyOf(string name)
        {
            if (!tallies.TryGetValue(rowOf(name), out var tally))
            {
                tallies[rowOf(name)] = tally = new NameTally();
            }

            return tally;
        }
    }

    private string? NameOf(string name, CallCell cell) => (kind, cell.IsSkill) switch
    {
        (CallGrouping.Skill, 1) => name,
        (CallGrouping.Plugin, 1) => _plugins.OfSkill(name),
        (_, 1) or (CallGrouping.Skill, _) => null,
        (CallGrouping.McpServer, _) => CellName.McpServer(name),
        (CallGrouping.Plugin, _) => CellName.McpServer(name) is { } server ? _plugins.OfMcpServer(server) : null,
        (CallGrouping.Agent, _) => source.AttributionOf(cell.Attribution)?.Agent,
        _ => name,
    };

    private string? Account(Attribution? attribution)
    {
        if (attribution?.Plugin is { } plugin)
        {
            _plugins.Add(plugin);
        }

        return kind switch
        {
            CallGrouping.Skill => attribution?.Skill,
            CallGrouping.McpServer => attribution?.McpServer is { } server ? PluginNames.ServerInTools(server) : null,
            CallGrouping.Plugin => attribution?.Plugin,
            CallGrouping.Agent => attribution?.Agent,
            _ => null,
        };
    }

    private NameRow Row(string name, NameTally tally)
    {
        var (calls, isObserved) = (tally.Calls, tally.Calls.ObservedCalls > 0);
        var isTimed = kind is CallGrouping.Tool or CallGrouping.McpServer;
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
            ByUser = kind is CallGrouping.Skill ? calls.ByUser : null,
            Tools = kind is CallGrouping.McpServer ? tally.Names.Count : null,
            TimedCalls = isTimed ? tally.Durations.Count : null,
            DurationP50Ms = tally.Percentile(50),
            DurationP95Ms = tally.Percentile(95),
            Attributed = tally.Usage.Responses > 0 ? AttributedUsage.From(tally.Usage) : null,
        };
    }
}

/// <summary>What a report on calls groups them by.</summary>
internal enum CallGrouping
{
    Tool,
    Skill,
    McpServer,
    Plugin,
    Agent,
}
