using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ToolTime.Api.Limits;

/// <summary>Turns addresses into keyed hashes, which reveal nothing once the key is gone. One thread at a time.</summary>
internal sealed class AddressHash
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Takes another key: no hash from before is ever met again.</summary>
    public void Renew() => RandomNumberGenerator.Fill(_key);

    /// <summary>The hash of one IPv4 address, or of the /64 that one IPv6 subscriber has.</summary>
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
