using System.Diagnostics;

namespace ToolTime.Uploader.Live;

/// <summary>Waits for what another process does and gives no signal of.</summary>
internal static class Waiting
{
    private const int PauseMs = 20;

    /// <summary>False where it did not come in time.</summary>
    public static bool Until(Func<bool> isDone, TimeSpan limit)
    {
        var began = Stopwatch.GetTimestamp();
        using var pause = new ManualResetEvent(false);
        while (!isDone())
        {
            if (Stopwatch.GetElapsedTime(began) > limit)
            {
                return false;
            }

            pause.WaitOne(PauseMs);
        }

        return true;
    }
}
