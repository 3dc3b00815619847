using System.Net;
using ToolTime.Api.Limits;

namespace ToolTime.Api.SignIn;

/// <summary>
/// Bounds how often an address may name a wrong operators' token: so often in each window, for this front end alone. Anyone who is over it
/// is turned away before the token is looked at, so that nothing shows whether it was right. Safe from any thread.
/// </summary>
internal sealed class WrongTokens(TimeProvider timeProvider)
{
    /// <summary>Wrong tokens of an address in a window: more than anybody mistypes, and for anyone who guesses next to nothing.</summary>
    public const int Limit = 20;

    /// <summary>
    /// Addresses that are counted at once, some 100 KB. Those beyond it share one count, so that the bound holds for everybody.
    /// </summary>
    public const int Capacity = 10_000;

    /// <summary>How long a count lasts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly UInt128 Others = UInt128.MaxValue;

    private readonly Lock _lock = new();
    private readonly AddressHash _hash = new();
    private readonly Dictionary<UInt128, int> _wrong = [];
    private long _windowBeganAt = timeProvider.GetTimestamp();

    /// <summary>How long an address must wait before a token of it is looked at again; null where it need not.</summary>
    public TimeSpan? WaitOf(IPAddress address)
    {
        lock (_lock)
        {
            var age = BeginWindow();
            return _wrong.GetValueOrDefault(KeyOf(address)) >= Limit ? Window - age : null;
        }
    }

    /// <summary>Counts a wrong token.</summary>
    public void Count(IPAddress address)
    {
        lock (_lock)
        {
            BeginWindow();
            var key = KeyOf(address);
            _wrong[key] = _wrong.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Begins a new window where the last one is over, and returns its age.</summary>
    private TimeSpan BeginWindow()
    {
        var age = timeProvider.GetElapsedTime(_windowBeganAt);
        if (age < Window)
        {
            return age;
        }

        _windowBeganAt = timeProvider.GetTimestamp();
        _wrong.Clear();
        _hash.Renew();
        return TimeSpan.Zero;
    }

    private UInt128 KeyOf(IPAddress address) =>
        _hash.Compute(address) is var hash && (_wrong.Count < Capacity || _wrong.ContainsKey(hash)) ? hash : Others;
}
