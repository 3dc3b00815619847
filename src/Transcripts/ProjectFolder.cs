using System.Text.RegularExpressions;

namespace ToolTime.Transcripts;

/// <summary>
/// The folder of the project that a session worked on. Clients make worktrees for a session by themselves, under names that they invent, in
/// `.claude/worktrees/` and the like: work in one of them is work on the project around it.
/// </summary>
internal static partial class ProjectFolder
{
    public static string Of(string folder) =>
        folder.Contains("worktrees", StringComparison.Ordinal) && Worktrees().Match(folder) is { Success: true, Index: > 0 } found
            ? folder[..found.Index]
            : folder;

    /// <summary>What the project is called: its folder's own name, without the path to it.</summary>
    public static string NameOf(string folder)
    {
        var trimmed = Of(folder).TrimEnd('/', '\\');
        var name = trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
        return new Utf8Names().Get(System.Text.Encoding.UTF8.GetBytes(name.Length > 0 ? name : folder));
    }

    [GeneratedRegex(@"[/\\]\.(?:worktrees|(?:claude|gemini|kilo|kilocode|kimi|qwen)[/\\]worktrees)[/\\]")]
    private static partial Regex Worktrees();
}
