namespace ToolTime.Recording.Platform;

/// <summary>Reads a small file without loading anything that a hook can do without.</summary>
internal static class SmallFile
{
    /// <returns>How much of the buffer was filled; 0 if there is no such file.</returns>
    public static int Read(string path, byte[] buffer) => Libc.IsUsable ? ReadAtOnce(path, buffer) : ReadPortably(path, buffer);

    // Without a file handle's finalizer and its dependencies, a hook needs no run-time compiler.
    private static unsafe int ReadAtOnce(string path, byte[] buffer)
    {
        var descriptor = Libc.Open(path, Libc.ReadingFlags);
        if (descriptor < 0)
        {
            return 0;
        }

        nint count;
        fixed (byte* start = buffer)
        {
            count = Libc.Read(descriptor, start, buffer.Length);
        }

        _ = Libc.Close(descriptor);
        return (int)Math.Max(0, count);
    }

    private static int ReadPortably(string path, byte[] buffer)
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var file = File.OpenRead(path);
        return file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
    }
}
