namespace ToolTime.Monitor.Security;

/// <summary>Finds the project that a working directory belongs to.</summary>
internal static class RepositoryFolder
{
    /// <summary>
    /// The nearest folder at or above it that contains `.git`; the folder itself if none does, or if it does not exist here.
    /// </summary>
    /// <param name="cwd">The working directory, absolute.</param>
    public static string Find(string cwd)
    {
        if (!Path.IsPathFullyQualified(cwd))
        {
            return cwd;
        }

        for (var folder = cwd; folder is { Length: > 1 }; folder = Path.GetDirectoryName(folder))
        {
            var git = Path.Combine(folder, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return folder;
            }
        }

        return cwd;
    }
}
