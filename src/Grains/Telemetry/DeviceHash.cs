using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// A device in one epoch and app: the first 16 bytes of HMAC-SHA-256 (RFC 2104) of <c>app NUL id</c> with the epoch's pepper as key. The
/// public client's ids can be guessed, so only the pepper protects them; once it is deleted, no id can be tried against a hash, and a
/// device's epochs cannot be linked.
/// </summary>
/// <param name="Value">The hash as a number; numbers sort like the bytes.</param>
public readonly record struct DeviceHash(UInt128 Value)
{
    /// <summary>The number of bytes in a hash.</summary>
    public const int Length = 16;

    /// <summary>The hash of a device.</summary>
    public static DeviceHash Derive(ReadOnlySpan<byte> pepper, AppName app, string deviceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(deviceId);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes($"{app}\0{deviceId}"), hash);
        return FromBytes(hash[..Length]);
    }

    /// <summary>The hash with the bytes returned by <see cref="ToBytes"/>.</summary>
    /// <exception cref="InvalidDataException">There are not 16 bytes.</exception>
    public static DeviceHash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
            ? new(BinaryPrimitives.ReadUInt128BigEndian(bytes))
            : throw new InvalidDataException("A stored device is damaged.");

    /// <summary>The 16 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>The hash as 32 lower-case hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
