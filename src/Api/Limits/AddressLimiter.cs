using System.Net;
using ToolTime.Calendar;

namespace ToolTime.Api.Limits;

/// <summary>
/// Counts what is accepted from each address on a UTC day, for this front end alone. Addresses are known only as keyed hashes in memory,
/// and the key dies with the day. Safe from any thread.
/// </summary>
/// <param name="perDay">How much of it there may be.</param>
/// <param name="clock">The clock of days.</param>
internal sealed class AddressLimiter(int perDay, DomainClock clock)
{
    /// <summary>
    /// Addresses that are counted at once, some 10 MB. Beyond it new ones pass uncounted: who commands so many is not held by a limit on
    /// each, and others must not suffer.
    /// </summary>
    public const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, int> _taken = [];
    private readonly AddressHash _hash = new();
    private DateOnly _day;

    /// <summary>Takes one from what the address has left today; false where nothing is left.</summary>
    public bool TryTake(IPAddress address)
    {
        lock (_lock)
        {
            BeginDay();
            var hash = _hash.Compute(address);
            var taken = _taken.GetValueOrDefault(hash);
            if (taken >= perDay)
            {
                return false;
            }

            if (taken > 0 || _taken.Count < Capacity)
            {
                _taken[hash] = taken + 1;
            }

            return true;
        }
    }

    /// <summary>Gives one back, since it was not accepted.</summary>
    public void GiveBack(IPAddress address)
    {
        lock (_lock)
        {
            var hash = _hash.Compute(address);
            if (_taken.Remove(hash, out var taken) && taken > 1)
            {
                _taken[hash] = taken - 1;
            }
        }
    }

    private void BeginDay()
    {
        var today = clock.GetUtcToday();
        if (today != _day)
        {
            _day = today;
            _taken.Clear();
            _hash.Renew();
        }
    }
}
