using System.Collections.Concurrent;
using System.Security.Cryptography;
using ToolTime.Calendar;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// The pepper of each epoch, held by a silo for a minute, so that one that a restore brings is soon known everywhere. Safe from any thread.
/// </summary>
internal sealed class PepperCache(ITelemetryStore store, DomainClock clock, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Epoch, (byte[] Value, long ReadAt)> _held = [];

    /// <summary>An epoch's pepper, which is durable. It is made where there is none.</summary>
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
            pepper = await FindAsync(epoch) ?? throw new StorageUnavailableException("A secret of telemetry could not be stored.");
        }

        Forget(epoch);
        _held[epoch] = (pepper, timeProvider.GetTimestamp());
        return pepper;
    }

    private async Task<byte[]?> FindAsync(Epoch epoch) =>
        (await store.ReadPeppersAsync(CancellationToken.None)).FirstOrDefault(pepper => pepper.Epoch == epoch)?.Value;

    /// <summary>Holds two at the most: what is long over is not reported any more.</summary>
    private void Forget(Epoch current)
    {
        foreach (var epoch in _held.Keys.Where(epoch => Math.Abs(epoch.Number - current.Number) > 1))
        {
            _held.TryRemove(epoch, out _);
        }
    }
}
