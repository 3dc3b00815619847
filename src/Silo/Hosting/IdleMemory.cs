using System.Runtime.InteropServices;
using ToolTime.Storage;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Returns memory to the machine when the server is idle. The garbage collector runs only on allocation, so an idle server would keep what
/// a flood left behind; so would the database's cache and the C library's heap.
/// </summary>
internal sealed partial class IdleMemory(IStorageEngine storage, TimeProvider timeProvider, ILogger<IdleMemory> logger)
    : BackgroundService
{
    /// <summary>The bytes allocated per minute below which the server is idle.</summary>
    private const long QuietBytes = 32 << 20;

    /// <summary>The bytes allocated since the last collection that make another collection worth its pause.</summary>
    private const long WorthBytes = 16 << 20;

    /// <summary>
    /// How many idle minutes must pass before a collection, and between two; grains without calls are deactivated by then.
    /// </summary>
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
        catch (Exception exception)
        {
            // Whatever failed, the other memory can still be returned.
            LogFailed(exception);
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
                // The C library is not GNU's.
            }
        }
    }

    [LoggerMessage(3204, LogLevel.Warning, "The storage could not return memory.")]
    private partial void LogFailed(Exception exception);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimHeap(nuint leftBytes);
}
