using System.CommandLine;
using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Recording.Secrets;
using ToolTime.Recording.Usage;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime summarize [--all]`.</summary>
internal static class Summarize
{
    public static Command Create(VerbBuilder verbs)
    {
        var all = new Option<bool>("--all")
        {
            Description = "Include every project, not only the current folder's. Default: no. Example: --all",
        };
        var command = new Command(
            "summarize",
            "Count the record: day by day for the machine, and the last 7 days of this folder's project as JSON."
        )
        {
            all,
        };
        return verbs.PrintsJson(command, (context, parsed) => Run(context, parsed.GetValue(all)));
    }

    private static int Run(CommandContext context, bool allProjects)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        var rollups = new RollupStore(context.Home);
        if (config.Secret is null || !rollups.RecordedDays().Any())
        {
            context.Say("Nothing is recorded yet.");
            return ExitCode.NothingToDo;
        }

        using var held = WorkLock.Acquire(context.Home);
        new Summarizer(context.Home, rollups, context.Clock, context.Environment).Run();
        var project = allProjects ? null : LocalHash.Folder(config.Secret, Directory.GetCurrentDirectory());
        var statistics = WeekReport.Make(context.Home, context.Now, project, EnabledPlugins.Read(context.Environment));
        byte[] content = [.. JsonSerializer.SerializeToUtf8Bytes(statistics, RecordingJson.Default.WeekStatistics), (byte)'\n'];
        PrivateFiles.Replace(context.Home.Stats, content);
        context.Output.Write(content);
        return ExitCode.Fine;
    }
}
