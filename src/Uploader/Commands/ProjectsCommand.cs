using System.CommandLine;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Recording.Usage;
using ToolTime.Uploader.Connecting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime projects`, and `projects off|on [PATH]`.</summary>
internal static class ProjectsCommand
{
    private static readonly TableColumn<ProjectRow>[] Columns =
    [
        new("Project", row => row.Path ?? row.Project, IsText: true, MayBeCut: true),
        new("Agents", row => string.Join(", ", row.Agents), IsText: true, MayBeCut: true, Priority: 5),
        new("Hooks", row => row.Hooks, IsText: true),
        new("Sessions", row => Figure.Full(row.Sessions), Priority: 6),
        new("Last used", row => row.Last is { } last ? last[..10] : "", Priority: 7),
    ];

    public static Command Create(VerbBuilder verbs) =>
        verbs.Reads(
            new("projects", "Show the projects that agents worked in, where hooks record, and switch recording off in some.")
            {
                Switch(
                    verbs,
                    "off",
                    "Record nothing in a project, and share nothing from it, while hooks are connected for the user.",
                    TurnOff
                ),
                Switch(verbs, "on", "Record in it again.", TurnOn),
            },
            (context, _) => Show(context)
        );

    private static Command Switch(VerbBuilder verbs, string name, string description, Func<CommandContext, string, int> run)
    {
        var path = new Argument<string?>("path")
        {
            Description = "The project's folder, with all below it. Default: this one. Example: ~/work/secret",
            Arity = ArgumentArity.ZeroOrOne,
        };
        path.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && string.IsNullOrWhiteSpace(text))
            {
                result.AddError("An empty path does not name a project.");
            }
        });
        return verbs.Changes(new(name, description) { path }, (context, parsed) =>
        {
            var named = AgentHomes.Expand(parsed.GetValue(path) ?? ".", context.Environment);
            using var held = context.LockWork();
            return run(context, Path.TrimEndingDirectorySeparator(Path.GetFullPath(named)));
        });
    }

    private static int TurnOff(CommandContext context, string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ConfigException($"There is no folder {path}; nothing was changed.");
        }

        // Agents report the folder that a link leads to.
        var isChanged = SwitchedOffProjects.Add(context.Home, [path, RealPath.Resolve(path)], context.IsDryRun);
        // These day cells include its transcripts; the next `backfill` rebuilds them without it.
        new RollupStore(context.Home, context.IsDryRun).RemoveBackfilledBefore(day: null);
        context.Report(
            new ProjectSwitch(context.IsDryRun, path, IsOff: true, isChanged),
            ClientJson.Default.ProjectSwitch,
            $"Nothing is recorded in {path} and below it from now on, and none of its transcripts is shared.",
            "What hooks have recorded there stays counted; reports still show its transcripts, on this machine."
        );
        return ExitCode.Fine;
    }

    private static int TurnOn(CommandContext context, string path)
    {
        var isChanged = SwitchedOffProjects.Remove(context.Home, path, context.IsDryRun);
        var above = isChanged
            ? null
            : SwitchedOffProjects.Read(context.Home).FirstOrDefault(off => SwitchedOffProjects.Covers([off], path));
        context.Report(
            new ProjectSwitch(context.IsDryRun, path, IsOff: above is not null, isChanged),
            ClientJson.Default.ProjectSwitch,
            isChanged ? $"{path} is recorded again where hooks are connected."
                : above is not null ? $"{path} is inside {above}, which is switched off: `tooltime projects on {above}`."
                : $"{path} was not switched off."
        );
        return ExitCode.Fine;
    }

    private static int Show(CommandContext context)
    {
        var terminal = Terminal.FromConsole(context.Environment);
        using var reading = UsageReading.Begin(context, terminal);
        var rows = new ProjectList(context, reading.Index).Make();
        reading.Save();
        if (context.AsJson)
        {
            context.WriteJson(new ProjectReport { Projects = rows }, ClientJson.Default.ProjectReport);
            return ExitCode.Fine;
        }

        if (rows.Count == 0)
        {
            context.Say("There are no agents' transcripts on this machine, and hooks have recorded nothing lately.");
            return ExitCode.Fine;
        }

        foreach (
            var line in new Table<ProjectRow>(Columns, rows, total: null).Render(terminal.Width, isCompact: false, new(terminal.IsPlain))
        )
        {
            context.Write(line);
        }

        return ExitCode.Fine;
    }
}

/// <summary>What `tooltime projects --json` prints.</summary>
internal sealed record ProjectReport
{
    public required IReadOnlyList<ProjectRow> Projects { get; init; }
}

/// <summary>What `tooltime projects off --json` and `projects on --json` print.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Path">The project's folder.</param>
/// <param name="IsOff">Whether it is switched off now, by itself or by a folder above it.</param>
/// <param name="IsChanged">False if it was so before.</param>
internal sealed record ProjectSwitch(bool DryRun, string Path, bool IsOff, bool IsChanged);
