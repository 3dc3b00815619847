using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Connecting;

/// <summary>
/// An agent's settings file, with a backup next to it. A link stays a link, and the file keeps its mode; readers see either the old bytes
/// or the new ones, except in a file with a second name (a hard link). In a dry run, changes are only remembered.
/// </summary>
internal sealed class SettingsFile
{
    private readonly string _target;
    private readonly bool _isDryRun;

    /// <exception cref="ConfigException">The file is a broken link, a folder, a device or a pipe, or may not be written to.</exception>
    public SettingsFile(string path, bool isDryRun)
    {
        (Path, _isDryRun) = (path, isDryRun);
        _target = Target(path);
        if (System.IO.Path.Exists(_target) && !RegularFile.Exists(_target))
        {
            throw new ConfigException($"{path} is not a regular file; nothing was changed.");
        }

        if (File.Exists(_target) && IsReadOnly(_target))
        {
            throw new ConfigException($"{path} is read-only; nothing was changed.");
        }

        Content = File.Exists(_target) ? File.ReadAllBytes(_target) : null;
        Backup = File.Exists(BackupPath) ? File.ReadAllBytes(BackupPath) : null;
    }

    public string Path { get; }

    public string BackupPath => Path + ".tooltime-backup";

    /// <summary>Null if there is no file.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>What it held before `connect`; null if that is unknown, or there was no file.</summary>
    public byte[]? Backup { get; private set; }

    public void SaveBackup()
    {
        if (Content is null)
        {
            DeleteBackup();
            return;
        }

        Backup = Content;
        Replace(BackupPath, Content);
    }

    public void DeleteBackup()
    {
        Backup = null;
        Delete(BackupPath);
    }

    /// <summary>Replaces the file; a new one with a secret is readable by its owner only.</summary>
    /// <exception cref="ConfigException">Another program changed the file since it was read.</exception>
    public void Write(byte[] content, bool hasSecret = false)
    {
        if (File.Exists(_target) == Content is null || (Content is not null && !File.ReadAllBytes(_target).AsSpan().SequenceEqual(Content)))
        {
            throw new ConfigException($"{Path} was changed by another program just now; nothing was done. Try again.");
        }

        Replace(_target, content, hasSecret);
        Content = content;
    }

    /// <summary>Deletes the file, and its folder if `connect` may have made it.</summary>
    public void Delete()
    {
        Delete(_target);
        var folder = Directory.GetParent(_target);
        if (folder is { Exists: true, Name: ".claude" or ".codex", LinkTarget: null } && !_isDryRun && !folder.EnumerateFileSystemInfos().Any())
        {
            folder.Delete();
        }
    }

    private static string Target(string path)
    {
        if (new FileInfo(path).LinkTarget is null)
        {
            return path;
        }

        try
        {
            var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
            return System.IO.Path.Exists(target)
                ? target
                : throw new ConfigException($"{path} is a link to {target}, which does not exist; nothing was changed.");
        }
        catch (IOException)
        {
            throw new ConfigException($"{path} is a link that cannot be followed to its end; nothing was changed.");
        }
    }

    private static bool IsReadOnly(string path) => OperatingSystem.IsWindows()
        ? File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly)
        : (File.GetUnixFileMode(path) & UnixFileMode.UserWrite) == 0;

    private void Delete(string path)
    {
        if (!_isDryRun && File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private void Replace(string path, byte[] content, bool hasSecret = false)
    {
        if (_isDryRun)
        {
            return;
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows() && (hasSecret || File.Exists(_target)))
                {
                    var mode = File.Exists(_target) ? File.GetUnixFileMode(_target) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
                    File.SetUnixFileMode(file.SafeFileHandle, mode);
                }

                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            if (!RegularFile.HasOtherNames(path))
            {
                File.Move(temporary, path, overwrite: true);
                return;
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        ReplaceInPlace(path, temporary, content);
    }

    // The file's other name, in a folder of dotfiles for example, must show the same settings.
    private static void ReplaceInPlace(string path, string temporary, byte[] content)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
            file.Write(content);
            file.SetLength(content.Length);
            file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw new ConfigException($"{path} could not be written: {SystemError.Words(e)} What it should hold is in {temporary}.");
        }

        File.Delete(temporary);
    }
}
