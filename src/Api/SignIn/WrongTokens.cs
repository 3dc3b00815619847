using System.Net;
using ToolTime.Api.Limits;

namespace ToolTime.Api.SignIn;

/// <summary>
/// Limits how many wrong operators' tokens an address may send per window, for this front end only. Beyond the limit, requests are refused
/// before the token is checked, so that nothing reveals whether it was right. Thread-safe.
/// </summary>
internal sealed class WrongTokens(TimeProvider timeProvider)
{
    /// <summary>
    /// The maximum number of wrong tokens per address and window: more than anyone mistypes, and next to nothing for guessing.
    /// </summary>
    public const int Limit = 20;

    /// <summary>
    /// The maximum number of addresses counted at once, some 100 KB. Further addresses share one count, so that the limit applies to
    /// everyone.
    /// </summary>
    public const int Capacity = 10_000;

    /// <summary>The length of a window.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly UInt128 Others = UInt128.MaxValue;

    private readonly Lock _lock = new();
    private readonly AddressHash _hash = new();
    private readonly Dictionary<UInt128, int> _wrong = [];
    private long _windowBeganAt = timeProvider.GetTimestamp();

    /// <summary>How long an address must wait before its tokens are checked again; null if it need not.</summary>
    public TimeSpan? WaitOf(IPAddress address)
    {
        lock (_lock)
        {
            var age = BeginWindow();
            return _wrong.GetValueOrDefault(KeyOf(address)) >= Limit ? Window - age : null;
        }
    }

    public void Count(IPAddress address)
    {
        lock (_lock)
        {
            BeginWindow();
            var key = KeyOf(address);
            _wrong[key] = _wrong.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Starts a new window if the last one is over, and returns the window's age.</summary>
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
