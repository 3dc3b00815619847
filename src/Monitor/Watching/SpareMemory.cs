namespace ToolTime.Monitor.Watching;

/// <summary>
/// Releases the memory left by a burst of work: this process lives long and is mostly idle, and while idle the runtime collects nothing.
/// </summary>
internal static class SpareMemory
{
    private const int Burst = 500;

    /// <summary>Releases memory if this many readings were a burst.</summary>
    public static void GiveBackAfter(int readings)
    {
        if (readings >= Burst)
        {
            GiveBack();
        }
    }

    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
