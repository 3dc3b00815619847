using System.Net;
using ToolTime.Calendar;

namespace ToolTime.Api.Limits;

/// <summary>
/// Counts what is accepted from each address per UTC day, for this front end only. Addresses are kept in memory, as keyed hashes whose key
/// changes daily. Thread-safe.
/// </summary>
/// <param name="perDay">The maximum per address and day; 0 for none.</param>
/// <param name="clock">The domain's clock.</param>
internal sealed class AddressLimiter(int perDay, DomainClock clock)
{
    /// <summary>
    /// The maximum number of addresses counted at once, some 10 MB. Further addresses are not limited: an attacker with that many is not
    /// stopped by a limit on each, and others must not suffer.
    /// </summary>
    public const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, int> _taken = [];
    private readonly AddressHash _hash = new();
    private DateOnly _day;

    /// <summary>The maximum per address and day; 0 for none.</summary>
    public int PerDay => perDay;

    /// <summary>Takes one from the address's remaining number for today; false if none is left.</summary>
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

    /// <summary>Gives one back, because the request was not accepted.</summary>
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
