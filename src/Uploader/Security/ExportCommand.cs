using System.CommandLine;
using System.Text;
using System.Text.Json;
using ToolTime.Api.Tables;
using ToolTime.Monitor.Security.Audit;
using ToolTime.Recording.Clock;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Security;

/// <summary>`tooltime export audit|usage`: exports what is stored here for other programs.</summary>
internal static class ExportCommand
{
    private const string AuditHead = "at,client,session,project,tool,programs,targets,severity,findings,decision";

    public static Command Create(VerbBuilder verbs) =>
        new("export", "Write the audit trail or the usage as JSON Lines or CSV.") { Audit(verbs), Usage(verbs) };

    private static Command Audit(VerbBuilder verbs)
    {
        var (options, format, output) = (new AuditOptions(), Format(), Output());
        var command = new Command("audit", "The calls of the audit trail, one line each.") { format, output };
        options.AddTo(command);
        return verbs.Changes(command, (context, parsed) =>
        {
            var filter = options.Filter(parsed, context.Zone);
            var entries = AuditTrail.Files(context.Home).SelectMany(file => AuditTrail.Read(file.Path)).Where(filter.Takes);
            return Write(context, parsed, output, format, isCsv => isCsv
                ? entries.Select(Csv).Prepend(AuditHead)
                : entries.Select(entry => JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry)));
        });
    }

    private static Command Usage(VerbBuilder verbs)
    {
        var (format, output) = (Format(), Output());
        var since = DayOption.Create("--since", "The first day. Default: the earliest recorded. Example: --since 2026-11-01");
        var until = DayOption.Create("--until", "The last day. Default: the latest recorded. Example: --until 2026-11-30");
        var command = new Command("usage", "Tokens and cost by day, client, project and model, one line each.") { since, until, format, output };
        return verbs.Changes(command, (context, parsed) =>
        {
            var filter = new ReportFilter(context.Zone)
            {
                Since = parsed.GetValue(since),
                Until = parsed.GetValue(until),
            };
            using var reading = UsageReading.Begin(context, Terminal.FromConsole(context.Environment));
            var rows = UsageExportRow.From(new ReportSource(reading.Index, filter, Prices.Read(context)));
            reading.Save();
            return Write(context, parsed, output, format, isCsv => isCsv
                ? rows.Select(row => row.ToCsv()).Prepend(UsageExportRow.Head)
                : rows.Select(row => JsonSerializer.Serialize(row, ClientJson.Default.UsageExportRow)));
        });
    }

    private static string Csv(AuditEntry entry) => CsvLine.From(
        UtcText.Milliseconds(entry.At), entry.Client, entry.Session, entry.Project, entry.Tool, string.Join(" | ", entry.Programs),
        string.Join(" | ", entry.Targets), entry.Findings.Count > 0 ? entry.Findings[0].Severity : "",
        string.Join(" | ", entry.Findings.Select(finding => finding.Rule)), entry.Decision ?? "");

    private static Option<string?> Format()
    {
        var format = new Option<string?>("--format") { Description = "jsonl or csv. Default: jsonl. Example: --format csv", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong("jsonl", "csv");
        return format;
    }

    private static Option<string?> Output() => new("--output")
    {
        Description = "The file to write. Default: standard output. Example: --output audit.csv",
        HelpName = "FILE",
    };

    private static int Write(
        CommandContext context,
        ParseResult parsed,
        Option<string?> output,
        Option<string?> format,
        Func<bool, IEnumerable<string>> make)
    {
        var isCsv = parsed.GetValue(format) is "csv";
        var lines = make(isCsv);
        if (parsed.GetValue(output) is not { } file || file is "-")
        {
            if (isCsv && context.AsJson)
            {
                context.Say("--json and --format csv go together only with --output.");
                return ExitCode.Usage;
            }

            foreach (var line in lines)
            {
                context.Write(line);
            }

            return ExitCode.Fine;
        }

        var (text, count) = (new StringBuilder(), 0);
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
            count++;
        }

        OutputFile.Write(file, Encoding.UTF8.GetBytes(text.ToString()), context.IsDryRun);
        context.Report(
            new FileExported(context.IsDryRun, file, count),
            ClientJson.Default.FileExported,
            $"{file} has {Figure.Count(count, "line")}.");
        return ExitCode.Fine;
    }
}

/// <summary>What `export --output FILE --json` prints.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="File">The file.</param>
/// <param name="Lines">How many lines it has.</param>
internal sealed record FileExported(bool DryRun, string File, int Lines);
