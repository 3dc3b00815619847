using System.CommandLine;
using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
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

    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var json = new Option<bool>("--json") { Description = "As JSON. Default: as a table. Example: --json" };
        var command = new Command("projects", "Show the projects that agents worked in, where hooks record, and switch recording off in some.")
        {
            json,
            Switch(
                guarded,
                "off",
                "Record nothing in a project, and share nothing from it, while hooks are connected for the user.",
                TurnOff
            ),
            Switch(guarded, "on", "Record in it again.", TurnOn),
        };
        command.SetAction(parsed => guarded(context => Show(context, parsed.GetValue(json))));
        return command;
    }

    private static Command Switch(
        Func<Func<CommandContext, int>, int> guarded,
        string name,
        string description,
        Func<CommandContext, string, int> run
    )
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
        var command = new Command(name, description) { path };
        command.SetAction(parsed =>
            guarded(context =>
            {
                var named = AgentHomes.Expand(parsed.GetValue(path) ?? ".", context.Environment);
                using var held = WorkLock.Acquire(context.Home);
                return run(context, Path.TrimEndingDirectorySeparator(Path.GetFullPath(named)));
            })
        );
        return command;
    }

    private static int TurnOff(CommandContext context, string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ConfigException($"There is no folder {path}; nothing was changed.");
        }

        SwitchedOffProjects.Add(context.Home, path);
        // Agents report the folder that a link leads to.
        SwitchedOffProjects.Add(context.Home, RealPath.Resolve(path));
        // These day cells include its transcripts; the next `backfill` makes them again without.
        foreach (var made in Directory.Exists(context.Home.Backfill) ? Directory.GetFiles(context.Home.Backfill, "*.json") : [])
        {
            File.Delete(made);
        }

        context.Say($"Nothing is recorded in {path} and below it from now on, and none of its transcripts is shared.");
        context.Say("What hooks have recorded there stays counted; reports still show its transcripts, on this machine.");
        return ExitCode.Fine;
    }

    private static int TurnOn(CommandContext context, string path)
    {
        if (SwitchedOffProjects.Remove(context.Home, path))
        {
            context.Say($"{path} is recorded again where hooks are connected.");
        }
        else if (SwitchedOffProjects.Read(context.Home).FirstOrDefault(off => SwitchedOffProjects.Covers([off], path)) is { } above)
        {
            context.Say($"{path} is inside {above}, which is switched off: `tooltime projects on {above}`.");
        }
        else
        {
            context.Say($"{path} was not switched off.");
        }

        return ExitCode.Fine;
    }

    private static int Show(CommandContext context, bool asJson)
    {
        var terminal = Terminal.FromConsole(context.Environment);
        using var reading = UsageReading.Begin(context, terminal);
        var rows = new ProjectList(context, reading.Index).Make();
        reading.Save();
        if (asJson)
        {
            context.Write(JsonSerializer.Serialize(new ProjectReport { Projects = rows }, ClientJson.Default.ProjectReport));
            return ExitCode.Fine;
        }

        if (rows.Count == 0)
        {
            context.Say("There are no agents' transcripts on this machine.");
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
