using System.CommandLine;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>The commands that report on transcripts.</summary>
internal static class ReportCommands
{
    public static IEnumerable<Command> All(VerbBuilder verbs) =>
    [
        Usage(verbs, "today", "Show what today's work has used, by model.", UsageBreakdown.Models, _ => ReportColumns.Model, isToday: true),
        Usage(verbs, "daily", "Show usage by day.", UsageBreakdown.Daily, _ => ReportColumns.Period("Day")),
        Usage(verbs, "weekly", "Show usage by ISO week, Monday to Sunday.", UsageBreakdown.Weekly, _ => ReportColumns.Period("Week")),
        Usage(verbs, "monthly", "Show usage by month.", UsageBreakdown.Monthly, _ => ReportColumns.Period("Month")),
        Usage(verbs, "sessions", "Show usage by session, the last used one last.", UsageBreakdown.Sessions, ReportColumns.Sessions),
        Usage(verbs, "models", "Show usage by model, the most used first.", UsageBreakdown.Models, _ => ReportColumns.Model),
        Blocks(verbs),
        Names(verbs, "tools", "Show calls by tool, the most called first, and how long they took.", "Tool", CallGrouping.Tool),
        Names(verbs, "skills", "Show how often each skill was used, and what that cost.", "Skill", CallGrouping.Skill),
        Names(verbs, "mcp-servers", "Show calls by MCP server, the most called first, and what they cost.", "Server", CallGrouping.McpServer),
        Names(verbs, "plugins", "Show calls of each plugin's skills and MCP servers, and what they cost.", "Plugin", CallGrouping.Plugin),
        Names(verbs, "agents", "Show calls by kind of subagent, and what they cost.", "Agent", CallGrouping.Agent),
    ];

    private static Command Usage(
        VerbBuilder verbs,
        string name,
        string description,
        Func<ReportSource, IReadOnlyList<UsageRow>> rows,
        Func<TimeZoneInfo, IReadOnlyList<TableColumn<UsageRow>>> columns,
        bool isToday = false) =>
        Report(verbs, name, description, isToday, run =>
            run.Print(
                name,
                source => (rows(source), UsageBreakdown.Total(source)),
                () => ClientJson.Default.ReportUsageRow,
                columns(run.Zone)
            )
        );

    private static Command Blocks(VerbBuilder verbs) =>
        Report(
            verbs,
            "blocks",
            "Show usage by 5-hour window of Claude Code's limits, with the rate and a projection.",
            isToday: false,
            run =>
                run.ForClient(ClientName.ClaudeCode)
                    .Print(
                        "blocks",
                        source => (BlockReport.Make(source.UsageForWindows(), run.NowSeconds), UsageBreakdown.Total(source)),
                        () => ClientJson.Default.ReportUsageRow,
                        ReportColumns.Blocks(run.Zone)
                    )
        );

    private static Command Names(
        VerbBuilder verbs,
        string name,
        string description,
        string header,
        CallGrouping kind
    ) =>
        Report(verbs, name, description, isToday: false, run =>
            run.Print(
                name,
                source => (new NameReport(source, kind).Rows(), new NameReport(source, kind).Total()),
                () => ClientJson.Default.ReportNameRow,
                ReportColumns.Names(header, kind)
            )
        );

    private static Command Report(
        VerbBuilder verbs,
        string name,
        string description,
        bool isToday,
        Func<ReportRun, int> print
    )
    {
        var options = new ReportOptions();
        var command = new Command(name, description);
        options.AddTo(command, hasDays: !isToday, hasTeam: name is not ("sessions" or "blocks"));
        return verbs.Reads(command, (context, parsed) =>
        {
            var filter = options.Filter(parsed, context, isToday ? context.Now : null);
            return print(new ReportRun(context, filter, options.IsCompact(parsed), options.Team(parsed)));
        });
    }
}
