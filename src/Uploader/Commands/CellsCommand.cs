using System.CommandLine;
using System.Text.Json;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime cells export FILE`: writes this machine's days, which `--team FILE...` combines into a team's reports.</summary>
internal static class CellsCommand
{
    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
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
        export.SetAction(parsed => guarded(context => Export(context, parsed.GetValue(path)!)));
        return new Command("cells", "Combine the days of several machines or people in one report, without a server.") { export };
    }

    private static int Export(CommandContext context, string path)
    {
        var zone = context.Zone;
        using var reading = UsageReading.Begin(context, Terminal.FromConsole(context.Environment));
        var source = new ReportSource(reading.Index, new ReportFilter(zone), Prices.Read(context));
        var file = new TeamExport(reading.Index, source).Make(zone, context.Now);
        reading.Save();
        byte[] content = [.. JsonSerializer.SerializeToUtf8Bytes(file, TeamJson.Default.TeamFile), (byte)'\n'];
        if (path is "-")
        {
            context.Output.Write(content);
            return ExitCode.Fine;
        }

        OutputFile.Write(path, content);
        context.Say(
            $"{path} has {(Days(file) is 1 ? "1 day" : $"{Days(file)} days")}. `tooltime tools --team {path}` adds it to another machine's report."
        );
        return ExitCode.Fine;
    }

    private static int Days(TeamFile file) =>
        file.Usage.Select(use => use.Day).Concat(file.Calls.Select(calls => calls.Day)).Distinct().Count();
}
