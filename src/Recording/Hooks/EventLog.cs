using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Hooks;

/// <summary>
/// A day's file of events. Any number of processes append at once: each line is one write to a file opened for appending, which the system
/// keeps whole. A writer that finds a torn last line, left by a crash or a full disk, starts a new line first.
/// </summary>
internal static class EventLog
{
    /// <summary>Some 250,000 events; a day with more is a runaway, and its further events are not recorded.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    /// <returns>The file's length with the line; 0 if the line was not written whole.</returns>
    public static long Append(string path, byte[] line) => Libc.IsUsable ? AppendAtOnce(path, line) : AppendExclusively(path, line);

    private static unsafe long AppendAtOnce(string path, byte[] line)
    {
        var descriptor = OpenOrCreate(path);
        if (descriptor < 0)
        {
            return 0;
        }

        byte last = (byte)'\n';
        var size = Libc.Seek(descriptor, 0, Libc.SeekEnd);
        if (size > 0)
        {
            Libc.ReadAt(descriptor, &last, 1, size - 1);
        }

        var whole = Framed(line, isTorn: last != '\n');
        var written = (nint)0;
        if (size is >= 0 and < MaxBytes)
        {
            fixed (byte* start = whole)
            {
                written = Libc.Write(descriptor, start, whole.Length);
            }
        }

        _ = Libc.Close(descriptor);
        return written == whole.Length ? size + written : 0;
    }

    private static int OpenOrCreate(string path)
    {
        var descriptor = Libc.Open(path, Libc.AppendingFlags);
        if (descriptor >= 0)
        {
            return descriptor;
        }

        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        PrivateFiles.CreateEmpty(path);
        return Libc.Open(path, Libc.AppendingFlags);
    }

    private static long AppendExclusively(string path, byte[] line)
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(path)!);
        using var handle = FileLock.Acquire(path);
        if (handle is null)
        {
            return 0;
        }

        var size = RandomAccess.GetLength(handle);
        Span<byte> last = [(byte)'\n'];
        if (size > 0)
        {
            RandomAccess.Read(handle, last, size - 1);
        }

        if (size >= MaxBytes)
        {
            return 0;
        }

        RandomAccess.Write(handle, Framed(line, isTorn: last[0] != '\n'), size);
        return RandomAccess.GetLength(handle);
    }

    private static byte[] Framed(byte[] line, bool isTorn) => isTorn ? [(byte)'\n', .. line, (byte)'\n'] : [.. line, (byte)'\n'];
}
