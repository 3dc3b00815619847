namespace ToolTime.Recording.Platform;

/// <summary>Folders and files that only their owner may read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FileMode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode0700 = FileMode0600 | UnixFileMode.UserExecute;

    /// <summary>Creates a folder, and those above it that do not exist.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            // The runtime gives the mode only to the last folder.
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent)
            {
                CreateFolder(parent);
            }

            Directory.CreateDirectory(path, FolderMode0700);
        }
    }

    /// <summary>Leaves an existing file as it is.</summary>
    public static void CreateEmpty(string path)
    {
        try
        {
            Create(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process created it first.
        }
    }

    /// <exception cref="IOException">The file exists, or cannot be created.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode0600;
        }

        return new FileStream(path, options);
    }

    /// <summary>Replaces the file as a whole: a reader sees the old bytes or the new ones, even if the machine stops in between.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        using var replacement = new FileReplacement(path);
        replacement.Content.Write(content);
        replacement.Commit();
    }
}
