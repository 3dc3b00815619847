using System.Collections.Concurrent;
using System.Security.Cryptography;
using ToolTime.Calendar;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// Each epoch's pepper, cached by a silo for a minute, so that one from a restored backup is soon known everywhere. Thread-safe.
/// </summary>
internal sealed class PepperCache(ITelemetryStore store, DomainClock clock, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Epoch, (byte[] Value, long ReadAt)> _held = [];

    /// <summary>An epoch's pepper, durable, and created if there is none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    public ValueTask<byte[]> GetAsync(Epoch epoch) =>
        _held.TryGetValue(epoch, out var held) && timeProvider.GetElapsedTime(held.ReadAt) < Lifetime
            ? new(held.Value)
            : new(ReadAsync(epoch));

    private async Task<byte[]> ReadAsync(Epoch epoch)
    {
        var pepper = await FindAsync(epoch);
        if (pepper is null)
        {
            await store.AddPepperAsync(new(epoch, RandomNumberGenerator.GetBytes(32), clock.GetUtcNow()));

            // Another silo may have been first.
            pepper = await FindAsync(epoch) ?? throw new StorageUnavailableException("A telemetry secret could not be stored.");
        }

        Forget(epoch);
        _held[epoch] = (pepper, timeProvider.GetTimestamp());
        return pepper;
    }

    private async Task<byte[]?> FindAsync(Epoch epoch) =>
        (await store.ReadPeppersAsync(CancellationToken.None)).FirstOrDefault(pepper => pepper.Epoch == epoch)?.Value;

    /// <summary>Keeps two at most: epochs that ended long ago get no more reports.</summary>
    private void Forget(Epoch current)
    {
        foreach (var epoch in _held.Keys.Where(epoch => Math.Abs(epoch.Number - current.Number) > 1))
        {
            _held.TryRemove(epoch, out _);
        }
    }
}
