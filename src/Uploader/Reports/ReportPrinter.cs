using System.Text;
using System.Text.Json.Serialization.Metadata;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Reports;

/// <summary>Prints a report, as a table of the terminal's width or as JSON.</summary>
internal sealed class ReportPrinter(CommandContext context, Terminal terminal, bool isCompact)
{
    /// <summary>Calls <paramref name="type"/> only to print JSON: creating it takes as long as the rest of a report.</summary>
    public void Print<TRow>(Report<TRow> report, Func<JsonTypeInfo<Report<TRow>>> type, IReadOnlyList<TableColumn<TRow>> columns)
        where TRow : class
    {
        if (context.AsJson)
        {
            context.WriteJson(report, type());
            return;
        }

        var table = new Table<TRow>(columns, report.Rows, report.Rows.Count > 1 ? report.Totals : null);
        var text = new StringBuilder();
        foreach (var line in table.Render(terminal.Width, isCompact, new TableStyle(terminal.IsPlain)))
        {
            text.Append(line).Append('\n');
        }

        context.Output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        if (report.Totals is UsageRow { UnpricedModels: { Count: > 0 } unpriced })
        {
            context.Say(
                $"? No price is known for {string.Join(", ", unpriced)}: those tokens are counted, but not in the cost. {context.Home.Prices} may name prices."
            );
        }
    }
}
