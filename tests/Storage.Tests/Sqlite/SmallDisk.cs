using System.Diagnostics;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>A small disk in memory, removed with its test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallDisk()
    {
    }

    public string Path => _folder.Path;

    /// <summary>Mounts a disk; skips the test if that is not permitted.</summary>
    public static SmallDisk Mount(string size)
    {
        var disk = new SmallDisk();
        if (!OperatingSystem.IsLinux() || !TryRun("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk.Path))
        {
            disk._folder.Dispose();
            Assert.Skip("A small disk cannot be mounted here; it takes Linux and the right to mount.");
        }

        return disk;
    }

    public void Remount(string options) => Assert.True(TryRun("mount", "-o", $"remount,{options}", Path));

    /// <summary>Writes a file until the disk is full.</summary>
    public string Fill()
    {
        var path = System.IO.Path.Combine(Path, "filler");
        using var filler = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            return path;
        }
    }

    public void Dispose()
    {
        // Lazily, because a reader may still be closing; the folder below is empty either way.
        TryRun("umount", "-l", Path);
        _folder.Dispose();
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
