namespace ToolTime.Transcripts;

/// <summary>
/// The folder of the project that a session worked on. A client makes worktrees for a session by itself, under names that it invents, in
/// `.claude/worktrees/`: work in one of them is work on the project around it.
/// </summary>
internal static class ProjectFolder
{
    private static readonly string[] Worktrees = ["/.claude/worktrees/", @"\.claude\worktrees\"];

    public static string Of(string folder)
    {
        foreach (var worktrees in Worktrees)
        {
            if (folder.IndexOf(worktrees, StringComparison.Ordinal) is > 0 and var end)
            {
                return folder[..end];
            }
        }

        return folder;
    }

    /// <summary>What the project is called: its folder's own name, without the path to it.</summary>
    public static string NameOf(string folder)
    {
        var trimmed = Of(folder).TrimEnd('/', '\\');
        var name = trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
        return new Utf8Names().Get(System.Text.Encoding.UTF8.GetBytes(name.Length > 0 ? name : folder));
    }
}
