namespace ToolTime.Monitor.Watching;

/// <summary>
/// Gives back the memory that a burst of work has left behind: this process lives long and rests most of the time, and while it rests the
/// runtime collects nothing.
/// </summary>
internal static class SpareMemory
{
    private const int Burst = 500;

    /// <summary>Where so many readings were a burst.</summary>
    public static void GiveBackAfter(int readings)
    {
        if (readings >= Burst)
        {
            GiveBack();
        }
    }

    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
