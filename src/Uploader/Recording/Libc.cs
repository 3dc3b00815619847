using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

// Nothing that crosses to libc needs marshalling, and only such calls are compiled ahead of time.
[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace ToolTime.Uploader.Recording;

/// <summary>
/// The few calls that .NET has no equal for: appending with O_APPEND, and waiting for input with a limit. For 64-bit Unix only.
/// `open` is variadic, so it is never called with a mode (Apple's arm64 passes that elsewhere).
/// </summary>
internal static unsafe partial class Libc
{
    public const short PollIn = 1;
    public const int Interrupted = 4;
    public const int SeekEnd = 2;

    private const int ReadWrite = 2;

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

    /// <summary>Opens by a path of .NET's. Negative where that fails.</summary>
    public static int Open(string path, int flags)
    {
        var terminated = new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
        Encoding.UTF8.GetBytes(path, 0, path.Length, terminated, 0);
        fixed (byte* start = terminated)
            return Open(start, flags);
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
