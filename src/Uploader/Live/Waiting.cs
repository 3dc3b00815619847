using System.Diagnostics;

namespace ToolTime.Uploader.Live;

/// <summary>Polls for a change in another process that gives no signal.</summary>
internal static class Waiting
{
    private const int PauseMs = 20;

    /// <summary>False if it did not happen in time.</summary>
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
