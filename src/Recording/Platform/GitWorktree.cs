using System.Text;

namespace ToolTime.Recording.Platform;

/// <summary>
/// The folder of a Git worktree, which has a file `.git` where a repository has a folder: `gitdir: /srv/shop/.git/worktrees/x`.
/// </summary>
internal static class GitWorktree
{
    private const int MaxBytes = 4096;
    private const string Begin = "gitdir:";

    /// <summary>
    /// The folder of the repository that a folder is in a worktree of, also in a repository of its own inside that worktree; null if it is
    /// in none, or is gone.
    /// </summary>
    public static string? RepositoryOf(string folder)
    {
        for (var path = Path.IsPathRooted(folder) ? folder : null; !string.IsNullOrEmpty(path); path = Path.GetDirectoryName(path))
        {
            var git = Path.Combine(path, ".git");
            if (RegularFile.Exists(git) && Repository(path, git) is { } repository)
            {
                return repository;
            }
        }

        return null;
    }

    // A submodule has such a file too, which leads elsewhere. A bare repository has no folder `.git`.
    private static string? Repository(string worktree, string git)
    {
        var text = Encoding.UTF8.GetString(SmallFile.Read(git, MaxBytes));
        if (!text.StartsWith(Begin, StringComparison.Ordinal) || text.Contains('\0'))
        {
            return null;
        }

        var all = Path.GetDirectoryName(Path.GetFullPath(Path.Combine(worktree, text[Begin.Length..].Trim())));
        var repository = Path.GetFileName(all) is "worktrees" ? Path.GetDirectoryName(all) : null;
        return Path.GetFileName(repository) is ".git" ? Path.GetDirectoryName(repository) : repository;
    }
}
