using System.CommandLine;
using System.Text.Json;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime cells export FILE`: writes this machine's days, which `--team FILE...` combines into a team's reports.</summary>
internal static class CellsCommand
{
    public static Command Create(VerbBuilder verbs)
    {
        var path = new Argument<string>("file") { Description = "The file to write; - for standard output. Example: anna.json" };
        path.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
            {
                result.AddError("An empty path does not name a file.");
            }
        });
        var export = new Command(
            "export",
            "Write what was used here, day by day, for the reports' --team. No project, path or text is in it."
        )
        {
            path,
        };
        return new("cells", "Combine the days of several machines or people in one report, without a server.")
        {
            verbs.Changes(export, (context, parsed) => Export(context, parsed.GetValue(path)!)),
        };
    }

    private static int Export(CommandContext context, string path)
    {
        var zone = context.Zone;
        using var reading = UsageReading.Begin(context, Terminal.FromConsole(context.Environment));
        var source = new ReportSource(reading.Index, new ReportFilter(zone), Prices.Read(context));
        var file = new TeamExport(reading.Index, source).Make(zone, context.Now);
        reading.Save();
        if (path is "-")
        {
            context.WriteJson(file, TeamJson.Default.TeamFile);
            return ExitCode.Fine;
        }

        byte[] content = [.. JsonSerializer.SerializeToUtf8Bytes(file, TeamJson.Default.TeamFile), (byte)'\n'];
        OutputFile.Write(path, content, context.IsDryRun);
        context.Report(
            new CellsExported(context.IsDryRun, path, Days(file)),
            ClientJson.Default.CellsExported,
            $"{path} has {Figure.Count(Days(file), "day")}. `tooltime tools --team {path}` adds it to another machine's report."
        );
        return ExitCode.Fine;
    }

    private static int Days(TeamFile file) =>
        file.Usage.Select(use => use.Day).Concat(file.Calls.Select(calls => calls.Day)).Distinct().Count();
}

/// <summary>What `cells export FILE --json` prints.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="File">The file.</param>
/// <param name="Days">How many days are in it.</param>
internal sealed record CellsExported(bool DryRun, string File, int Days);
