using System.Net;
using ToolTime.Api.Limits;

namespace ToolTime.Api.Operators;

/// <summary>
/// Bounds how often an address may name a wrong operators' token: so often in each window, for this front end alone. Whoever is over it is
/// turned away before the token is looked at, so that nothing shows whether it was right. Safe from any thread.
/// </summary>
internal sealed class WrongTokens(TimeProvider engineClock)
{
    /// <summary>Wrong tokens of an address in a window: more than anybody mistypes, and for whoever guesses next to nothing.</summary>
    public const int Limit = 20;

    /// <summary>Addresses that are counted at once, some 100 KB. Those beyond it share one count, so that the bound holds for everybody.</summary>
    public const int Capacity = 10_000;

    /// <summary>How long a count lasts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly UInt128 Others = UInt128.MaxValue;

    private readonly Lock _lock = new();
    private readonly AddressHash _hash = new();
    private readonly Dictionary<UInt128, int> _taken = [];
    private long _windowBeganAt = engineClock.GetTimestamp();

    /// <summary>Takes one try. One whose token is right is given back.</summary>
    /// <returns>How long to wait for the next one; null where there was one left.</returns>
    public TimeSpan? Take(IPAddress address)
    {
        lock (_lock)
        {
            var age = engineClock.GetElapsedTime(_windowBeganAt);
            if (age >= Window)
            {
                (age, _windowBeganAt) = (TimeSpan.Zero, engineClock.GetTimestamp());
                _taken.Clear();
                _hash.Renew();
            }

            var key = KeyOf(address);
            var taken = _taken.GetValueOrDefault(key);
            if (taken >= Limit)
            {
                return Window - age;
            }

            _taken[key] = taken + 1;
            return null;
        }
    }

    /// <summary>Gives a try back, since the token was right.</summary>
    public void GiveBack(IPAddress address)
    {
        lock (_lock)
        {
            var key = KeyOf(address);
            if (_taken.Remove(key, out var taken) && taken > 1)
            {
                _taken[key] = taken - 1;
            }
        }
    }

    private UInt128 KeyOf(IPAddress address) => _hash.Of(address) is var hash && (_taken.Count < Capacity || _taken.ContainsKey(hash)) ? hash : Others;
}
