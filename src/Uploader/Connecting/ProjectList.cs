using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Connecting;

/// <summary>Lists every project known from transcripts, hooks, Claude Code's own list or the switched-off projects.</summary>
internal sealed class ProjectList(CommandContext context, UsageIndex index)
{
    private readonly IReadOnlyList<string> _switchedOff = SwitchedOffProjects.Read(context.Home);
    private readonly bool _isUserConnected =
        OurPlugin.IsEnabled(context.Environment)
        || Agent.All.Any(agent => agent.UserSettings(context.Environment) is { } path && HasHooks(path));

    /// <summary>The last used comes last, where a terminal shows it.</summary>
    public IReadOnlyList<ProjectRow> Make()
    {
        var paths = new Dictionary<ulong, string>();
        string[] here = WorkingFolder.Find() is { } folder ? [folder] : [];
        foreach (var path in ClaudeCodeProjects.Read(context.Environment).Concat(_switchedOff).Concat(here))
        {
            paths[index.FolderHash(path)] = ProjectFolder.Find(path);
        }

        var used = UsageBreakdown.Projects(new ReportSource(index, new ReportFilter(TimeZoneInfo.Utc)));
        var rows = used.Select(project => Row(project, paths.GetValueOrDefault(project.FolderHash)));
        // A link to a switched-off folder is not another project.
        var unused = _switchedOff
            .Where(path => RealPath.Resolve(path) == path || !_switchedOff.Contains(RealPath.Resolve(path)))
            .Where(path => used.All(project => project.FolderHash != index.FolderHash(path)))
            .ToList();
        var names = used.Select(project => project.Name).Concat(unused.Select(ProjectFolder.NameOf)).ToHashSet(StringComparer.Ordinal);
        var recorded = HookProjects.Read(context.Home).Where(project => !names.Contains(project.Name));
        return
        [
            .. rows.Concat(unused.Select(path => Row(new(index.FolderHash(path), ProjectFolder.NameOf(path), [], 0, null), path)))
                .Concat(recorded.Select(project => Row(project, PathOf(project.Name, paths.Values))))
                .OrderBy(row => row.Last, StringComparer.Ordinal)
                .ThenBy(row => row.Project, StringComparer.Ordinal),
        ];
    }

    private ProjectRow Row(UsedProject project, string? path) => new()
    {
        Project = project.Name,
        Path = path,
        Agents = project.Agents,
        Hooks = Hooks(path),
        Sessions = project.Sessions,
        Last = project.Last,
    };

    private static string? PathOf(string name, IEnumerable<string> paths) =>
        paths.Where(path => ProjectFolder.NameOf(path) == name).Distinct().ToList() is [var only] ? only : null;

    private string Hooks(string? path) =>
        path is not null && SwitchedOffProjects.Covers(_switchedOff, path) ? ProjectRow.Off
        : _isUserConnected ? ProjectRow.OfUser
        : path is null ? ProjectRow.Unknown
        : Agent.All.Any(agent => HasHooks(agent.SettingsOf(path))) ? ProjectRow.OfProject
        : ProjectRow.None;

    private static bool HasHooks(string path) => HookSettings.CommandsIn(path).Count > 0;
}
