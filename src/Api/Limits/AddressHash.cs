using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ToolTime.Api.Limits;

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
