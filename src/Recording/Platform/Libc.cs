using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

// Nothing passed to libc needs marshalling, and only such calls are compiled ahead of time.
[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace ToolTime.Recording.Platform;

/// <summary>
/// The few calls for which .NET has no equivalent: appending with O_APPEND, waiting for input with a time limit, and starting a process in
/// its own session. For 64-bit Unix only. `open` is variadic, so it is never called with a mode (Apple's arm64 passes that elsewhere).
/// </summary>
internal static unsafe partial class Libc
{
    public const short PollIn = 1;
    public const short PollError = 8;
    public const short PollHangUp = 16;
    public const short PollInvalid = 32;
    public const int Interrupted = 4;
    public const int SeekEnd = 2;

    private const int ReadWrite = 2;

    // Far more than any C library needs for a spawn's attributes or file actions.
    private const int OpaqueSize = 1024;

    public static int ReadingFlags => OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;

    public static int AppendingFlags => ReadWrite | ReadingFlags | (OperatingSystem.IsLinux() ? 0x400 : 0x8);

    public static bool IsUsable => !OperatingSystem.IsWindows() && Environment.Is64BitProcess;

    [LibraryImport("libc", EntryPoint = "open")]
    private static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read")]
    public static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "pread")]
    public static partial nint ReadAt(int descriptor, byte* buffer, nint count, long offset);

    [LibraryImport("libc", EntryPoint = "write")]
    public static partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "lseek")]
    public static partial long Seek(int descriptor, long offset, int origin);

    [LibraryImport("libc", EntryPoint = "poll")]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "posix_spawn")]
    private static partial int Spawn(int* process, byte* path, void* fileActions, void* attributes, nint* arguments, nint* environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int BeginFileActions(void* fileActions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen")]
    private static partial int OpenInChild(void* fileActions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int BeginAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(void* attributes, short flags);

    /// <summary>
    /// Starts a program with <paramref name="nowhere"/> as input and output, which outlives this process and its terminal. All strings end
    /// with zero.
    /// </summary>
    /// <returns>0, or the system's error number.</returns>
    public static int SpawnInNewSession(byte* path, byte* nowhere, nint* arguments, nint* environment)
    {
        var fileActions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        int process;
        _ = BeginFileActions(fileActions);
        for (var descriptor = 0; descriptor <= 2; descriptor++)
        {
            _ = OpenInChild(fileActions, descriptor, nowhere, ReadWrite, 0);
        }

        _ = BeginAttributes(attributes);
        _ = SetFlags(attributes, (short)(OperatingSystem.IsLinux() ? 0x80 : 0x400));
        return Spawn(&process, path, fileActions, attributes, arguments, environment);
    }

    /// <summary>Opens a .NET path. Negative on failure.</summary>
    public static int Open(string path, int flags)
    {
        var terminated = new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
        Encoding.UTF8.GetBytes(path, 0, path.Length, terminated, 0);
        fixed (byte* start = terminated)
        {
            return Open(start, flags);
        }
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Answered;
    }
}
