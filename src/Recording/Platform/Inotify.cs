using System.Runtime.InteropServices;
using System.Text;

namespace ToolTime.Recording.Platform;

/// <summary>
/// A queue of the Linux kernel for changes in any number of folders; see inotify(7). .NET's watchers take a queue and a thread each, and a
/// user may have 128 queues. One thread reads events; the other members are thread-safe.
/// </summary>
internal sealed unsafe partial class Inotify : IDisposable
{
    public const uint Modified = 0x2;
    public const uint MovedFrom = 0x40;
    public const uint MovedTo = 0x80;
    public const uint Created = 0x100;
    public const uint Deleted = 0x200;

    /// <summary>There were more events than the queue holds, and some are lost.</summary>
    public const uint Overflow = 0x4000;

    /// <summary>The watch is gone: it or its folder was removed.</summary>
    public const uint Ignored = 0x8000;

    public const uint OnlyFolders = 0x1000000;
    public const uint NoLink = 0x2000000;
    public const uint NotUnlinked = 0x4000000;

    /// <summary>Adds these events if the folder is already watched.</summary>
    public const uint Added = 0x20000000;

    public const uint IsFolder = 0x40000000;

    private const int CloseOnExec = 0x80000;
    private const int NoSpace = 28;
    private const int BufferBytes = 64 * 1024;
    private const int HeadBytes = 16;

    // Not the name that the native executable links at build time: other systems lack these functions.
    private const string Library = "libc.so.6";

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly int _descriptor;

    private Inotify(int descriptor) => _descriptor = descriptor;

    /// <summary>Null if there is none: on another system, or if the user has no more.</summary>
    public static Inotify? TryOpen()
    {
        try
        {
            return OperatingSystem.IsLinux() && Initialize(CloseOnExec) is >= 0 and var descriptor ? new Inotify(descriptor) : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Starts to watch a folder.</summary>
    /// <returns>The watch, the same for each path of a folder; negative if the folder is gone or unreadable, or if the user may watch no
    /// more folders, as <paramref name="isLimit"/> says.</returns>
    public int Watch(string folder, uint mask, out bool isLimit)
    {
        fixed (byte* path = Encoding.UTF8.GetBytes(folder + '\0'))
        {
            var watch = AddWatch(_descriptor, path, mask);
            isLimit = watch < 0 && Marshal.GetLastSystemError() == NoSpace;
            return watch;
        }
    }

    /// <summary>Ends a watch, which is itself an event.</summary>
    public void Unwatch(int watch) => _ = RemoveWatch(_descriptor, watch);

    /// <summary>Waits for events and adds them to a list; false if there will be no more.</summary>
    public bool Read(List<Event> events)
    {
        nint length;
        fixed (byte* buffer = _buffer)
        {
            do
            {
                length = Libc.Read(_descriptor, buffer, BufferBytes);
            }
            while (length < 0 && Marshal.GetLastSystemError() == Libc.Interrupted);
        }

        for (var left = _buffer.AsSpan(0, (int)Math.Max(0, length)); left.Length >= HeadBytes;)
        {
            var nameLength = MemoryMarshal.Read<int>(left[12..]);
            var name = left.Slice(HeadBytes, nameLength).TrimEnd((byte)0);
            events.Add(new Event(MemoryMarshal.Read<int>(left), MemoryMarshal.Read<uint>(left[4..]), Encoding.UTF8.GetString(name)));
            left = left[(HeadBytes + nameLength)..];
        }

        return length > 0;
    }

    /// <summary>Must be called after the reader has stopped.</summary>
    public void Dispose() => _ = Libc.Close(_descriptor);

    [LibraryImport(Library, EntryPoint = "inotify_init1")]
    private static partial int Initialize(int flags);

    [LibraryImport(Library, EntryPoint = "inotify_add_watch")]
    private static partial int AddWatch(int descriptor, byte* path, uint mask);

    [LibraryImport(Library, EntryPoint = "inotify_rm_watch")]
    private static partial int RemoveWatch(int descriptor, int watch);

    /// <summary>A change in a watched folder.</summary>
    /// <param name="Watch">The folder's watch; negative for all.</param>
    /// <param name="Mask">The kinds of change.</param>
    /// <param name="Name">The file or folder in it; empty for the folder itself.</param>
    public readonly record struct Event(int Watch, uint Mask, string Name);
}
