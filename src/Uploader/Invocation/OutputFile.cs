using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Invocation;

/// <summary>A file that the user asked for by its path, such as `--output FILE`.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Replaces the file as a whole, and preserves its mode. A link, a device and a pipe are written to, since replacing them would remove
    /// them.
    /// </summary>
    /// <exception cref="ConfigException">It is a folder.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isDryRun)
    {
        if (Directory.Exists(path))
        {
            throw new ConfigException($"{path} is a folder; a file is needed.");
        }

        if (isDryRun)
        {
            return;
        }

        // A device or a pipe has no length, and an empty file has nothing to lose.
        var file = new FileInfo(Path.GetFullPath(path));
        if (file.LinkTarget is null && file is not { Exists: true, Length: 0 } && !RegularFile.HasOtherNames(file.FullName))
        {
            PrivateFiles.CreateFolder(file.DirectoryName!);
            using var replacement = new FileReplacement(file.FullName);
            if (file.Exists && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(replacement.Content.SafeFileHandle, file.UnixFileMode);
            }

            replacement.Content.Write(content);
            replacement.Commit();
            return;
        }

        using var stream = new FileStream(file.FullName, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(content);
    }
}
