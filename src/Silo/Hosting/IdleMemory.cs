using System.Runtime.InteropServices;
using ToolTime.Storage;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Returns memory to the machine when the server is idle. The collector runs when something is allocated, so an idle server would hold what
/// a flood left behind for as long as nobody calls it; so would the database, and the C library what was freed in it.
/// </summary>
internal sealed partial class IdleMemory(IStorageEngine storage, TimeProvider timeProvider) : BackgroundService
{
    /// <summary>Allocations of a minute below which the server is idle.</summary>
    private const long QuietBytes = 32 << 20;

    /// <summary>Allocations since the last collection that make another one worth its pause.</summary>
    private const long WorthBytes = 16 << 20;

    /// <summary>Idle minutes before it, and between two: grains that nobody calls are gone by then.</summary>
    private const int QuietMinutes = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), timeProvider);
        var (quiet, last, collectedAt) = (0, 0L, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            quiet = allocated - last < QuietBytes ? quiet + 1 : 0;
            last = allocated;
            if (quiet >= QuietMinutes && allocated - collectedAt > WorthBytes)
            {
                await ReleaseAsync();
                (quiet, collectedAt) = (0, allocated);
            }
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            await storage.ReleaseMemoryAsync();
        }
        catch (StorageUnavailableException)
        {
            // It says so itself, and the rest can be returned all the same.
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
        {
            try
            {
                _ = TrimHeap(0);
            }
            catch (EntryPointNotFoundException)
            {
                // Another C library than GNU's.
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimHeap(nuint leftBytes);
}
