using System.Text.RegularExpressions;
using ToolTime.Recording.Platform;

namespace ToolTime.Transcripts;

/// <summary>
/// The folder of the project that a session worked on. Clients create worktrees for sessions, under invented names, in `.claude/worktrees/`
/// and similar folders: work there counts for the project around it or beside it, or for the one that a folder of the user's own names.
/// </summary>
internal static partial class ProjectFolder
{
    public static string Find(string folder) =>
        WorktreesOfUser().Match(folder) is { Success: true } named ? named.Value
        : Worktrees().Match(folder) is { Success: true, Index: > 0 } found ? folder[..found.Index]
        : Tasks().Match(folder) is { Success: true } tasks ? folder[..tasks.Index]
        : folder;

    /// <summary>The project's name: that of its folder, without the path.</summary>
    public static string NameOf(string folder)
    {
        var trimmed = Find(folder).TrimEnd('/', '\\');
        var name = trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
        return new Utf8Names().Get(System.Text.Encoding.UTF8.GetBytes(name.Length > 0 ? name : folder));
    }

    /// <summary>A folder and all folders above it, the innermost first.</summary>
    public static IEnumerable<string> WithAllAbove(string folder)
    {
        for (string? path = folder; !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
        {
            yield return path;
        }
    }

    /// <summary>
    /// Everything that, switched off, covers the folder: itself, its project, the repository that it is a worktree of, and all above these;
    /// where a folder of worktrees says no more than the repository's name, that name.
    /// </summary>
    public static IEnumerable<string> CoveredBy(string folder)
    {
        var repository = GitWorktree.RepositoryOf(folder);
        return WithAllAbove(folder)
            .Concat(WithAllAbove(Find(folder)))
            .Concat(repository is null ? [] : WithAllAbove(repository))
            .Concat(NameOfRepository(folder) is { } name ? [name] : []);
    }

    private static string? NameOfRepository(string folder) =>
        WorktreesOfUser().Match(folder) is { Success: true } named ? named.Groups["name"].Value
        : NamedWorktree().Match(folder) is { Success: true } other ? other.Groups["name"].Value
        : null;

    // In a user's home, a folder of worktrees has one for each repository: `~/.worktrees/shop/<name>`; `~/.claude-worktrees/shop/<name>` of
    // Claude's desktop application; `~/.cursor/worktrees/shop/<name>`, and the same of T3 Code and Superset; Conductor's
    // `~/conductor/workspaces/shop/<name>`.
    [GeneratedRegex(
        @"^(?:.*?[/\\](?:home|Users)[/\\][^/\\]+|/root)[/\\](?:\.(?:claude-|(?:cursor|t3|superset)[/\\])?worktrees|conductor[/\\]workspaces)[/\\](?<name>[^/\\]+)"
    )]
    private static partial Regex WorktreesOfUser();

    [GeneratedRegex(@"[/\\]\.(?:codex[/\\]worktrees[/\\][^/\\]+|cursor[/\\]worktrees|claude-worktrees)[/\\](?<name>[^/\\]+)")]
    private static partial Regex NamedWorktree();

    // The last is `shop.worktrees/<name>` beside `shop`, of Visual Studio Code.
    [GeneratedRegex(
        @"[/\\]\.(?:(?:claude-)?worktrees|(?:claude|gemini|kilo|kilocode|kimi|qwen)[/\\]worktrees)[/\\]|(?<=[^/\\])\.worktrees(?:[/\\]|$)"
    )]
    private static partial Regex Worktrees();

    // Codex's tasks without a project: `~/Documents/Codex/2026-11-20/1`.
    [GeneratedRegex(@"(?<=[/\\]Documents[/\\]Codex)[/\\]20\d\d-\d\d-\d\d(?:[/\\]|$)")]
    private static partial Regex Tasks();
}
