using Microsoft.Win32.SafeHandles;

namespace ToolTime.Recording.Platform;

/// <summary>A file held by one process at a time. The system releases it when its holder ends, however that happens.</summary>
internal static class FileLock
{
    private const int PauseMs = 5;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    // EWOULDBLOCK, which .NET's exceptions carry as the system's number, and ERROR_SHARING_VIOLATION.
    private const int HeldOnLinux = 11;
    private const int HeldOnApple = 35;
    private const int HeldOnWindows = unchecked((int)0x80070020);

    /// <summary>Null if another process held it for 5 seconds, or for <paramref name="wait"/>.</summary>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    public static SafeFileHandle? Acquire(string path, TimeSpan? wait = null)
    {
        PrivateFiles.CreateEmpty(path);
        var deadline = Environment.TickCount64 + (long)(wait ?? MaxWait).TotalMilliseconds;
        // Releasing another process's lock gives no signal, so this polls.
        using var pause = new ManualResetEvent(false);
        do
        {
            try
            {
                return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.HResult is HeldOnLinux or HeldOnApple or HeldOnWindows)
            {
                pause.WaitOne(PauseMs);
            }
        }
        while (Environment.TickCount64 < deadline);

        return null;
    }
}
