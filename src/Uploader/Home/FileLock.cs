using Microsoft.Win32.SafeHandles;

namespace ToolTime.Uploader.Home;

/// <summary>A file held by one process at a time. The system gives it back when its holder ends, however that happens.</summary>
internal static class FileLock
{
    private const int PauseMs = 5;
    private const long MaxWaitMs = 5000;

    /// <summary>Null when another process kept it for 5 seconds.</summary>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    public static SafeFileHandle? Acquire(string path)
    {
        PrivateFiles.CreateEmpty(path);
        var deadline = Environment.TickCount64 + MaxWaitMs;
        // Another process's lock gives no signal when it is let go, so this asks again.
        using var pause = new ManualResetEvent(false);
        while (true)
        {
            try
            {
                return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Environment.TickCount64 < deadline)
            {
                pause.WaitOne(PauseMs);
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }
        }
    }
}
