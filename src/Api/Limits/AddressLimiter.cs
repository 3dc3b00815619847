using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
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

    /// <summary>Takes one from the address's remaining number for today; false if none is left.</summary>
    /// <param name="address">The address; null if it is not limited.</param>
    /// <param name="from">What <see cref="GiveBack"/> needs.</param>
    public bool TryTake(IPAddress? address, out UInt128 from)
    {
        from = default;
        if (address is null || perDay == 0)
        {
            return true;
        }

        lock (_lock)
        {
            BeginDay();
            from = _hash.Compute(address);
            var taken = _taken.GetValueOrDefault(from);
            if (taken >= perDay)
            {
                return false;
            }

            if (taken > 0 || _taken.Count < Capacity)
            {
                _taken[from] = taken + 1;
            }

            return true;
        }
    }

    /// <summary>Gives one back, because the request was not accepted. After its day it is too late, and nothing changes.</summary>
    public void GiveBack(UInt128 from)
    {
        lock (_lock)
        {
            if (_taken.Remove(from, out var taken) && taken > 1)
            {
                _taken[from] = taken - 1;
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

/// <summary>Hashes addresses with a random key; without the key, hashes reveal nothing. Not thread-safe.</summary>
internal sealed class AddressHash
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Replaces the key: no earlier hash can occur again.</summary>
    public void Renew() => RandomNumberGenerator.Fill(_key);

    /// <summary>The hash of an IPv4 address, or of the /64 of an IPv6 address, which belongs to one subscriber.</summary>
    public UInt128 Compute(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var written);
        var subscriber = bytes[..(address.AddressFamily == AddressFamily.InterNetworkV6 ? 8 : written)];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, subscriber, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
