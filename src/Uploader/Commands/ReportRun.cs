using System.Text.Json.Serialization.Metadata;
using ToolTime.Recording.Clock;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>One report: updates the index, makes and prints the report, and saves the index.</summary>
internal sealed record ReportRun(CommandContext Context, ReportFilter Filter, bool IsCompact, IReadOnlyList<string> Team)
{
    public TimeZoneInfo Zone => Filter.Zone;

    public uint NowSeconds => (uint)Context.Now.ToUnixTimeSeconds();

    public ReportRun ForClient(string client) => this with { Filter = Filter with { Client = Filter.Client ?? client } };

    public int Print<TRow>(
        string name,
        Func<ReportSource, (IReadOnlyList<TRow> Rows, TRow Totals)> make,
        Func<JsonTypeInfo<Report<TRow>>> type,
        IReadOnlyList<TableColumn<TRow>> columns)
        where TRow : class
    {
        var terminal = Terminal.FromConsole(Context.Environment);
        using var reading = UsageReading.Begin(Context, terminal);
        var team = TeamSource.Read(Team, reading.Index.Machine);
        var (rows, totals) = make(new ReportSource(reading.Index, Filter, Prices.Read(Context), team));
        var report = new Report<TRow>
        {
            Name = name,
            Generated = UtcText.Seconds(Context.Now),
            Timezone = Zone.Id,
            Since = Filter.Since,
            Until = Filter.Until,
            PricesAsOf = PriceTable.AsOf,
            Rows = rows,
            Totals = totals,
            Skipped = reading.Index.Skipped + reading.Unreadable,
        };
        // What was read is saved even if the reader of the report leaves early.
        reading.Save();
        var snapshot = SnapshotCommand.Renew(Context, reading.Index);
        if (rows.Count > 0 || Context.AsJson)
        {
            new ReportPrinter(Context, terminal, IsCompact).Print(report, type, columns);
        }

        if (Team.Count > 0)
        {
            Context.Say($"With the days of {team.Machines} other {(team.Machines == 1 ? "machine" : "machines")}.");
        }

        if (snapshot.Budgets.Count > 0 && !Context.AsJson)
        {
            Context.Say($"Budgets: {string.Join("; ", snapshot.Budgets.Select(budget => budget.Text))}.");
        }

        if (rows.Count > 0)
        {
            return ExitCode.Fine;
        }

        Context.Say($"{Nothing(name)}{Asked}, according to the transcripts on this machine.");
        return ExitCode.NothingToDo;
    }

    private string Asked => string.Concat(
        Filter.Client is { } client ? $" with {client}" : "",
        Filter.Project is { } project ? $" in project '{project}'" : "",
        (Filter.Since, Filter.Until) switch
        {
            ({ } since, { } until) when since == until => $" on {UtcText.Day(since)}",
            ({ } since, { } until) => $" from {UtcText.Day(since)} to {UtcText.Day(until)}",
            ({ } since, null) => $" since {UtcText.Day(since)}",
            (null, { } until) => $" until {UtcText.Day(until)}",
            _ => "",
        });

    private static string Nothing(string report) => report switch
    {
        "tools" => "No tool was used",
        "skills" => "No skill was used",
        "mcp-servers" => "No MCP server was used",
        "plugins" => "No plugin was used",
        "agents" => "No subagent was used",
        _ => "Nothing was used",
    };
}
