namespace ToolTime.Recording.Platform;

/// <summary>Reads a small file without loading anything that a hook can do without.</summary>
internal static class SmallFile
{
    /// <returns>The file's first bytes, at most <paramref name="maxBytes"/>; none if there is no such file.</returns>
    public static ReadOnlySpan<byte> Read(string path, int maxBytes)
    {
        // Memory that is not cleared costs a hook nothing unless it is filled (bench/hook.md).
        var buffer = GC.AllocateUninitializedArray<byte>(maxBytes);
        return buffer.AsSpan(0, Libc.IsUsable ? ReadAtOnce(path, buffer) : ReadPortably(path, buffer));
    }

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
