using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// A device in one epoch and app: the first 16 bytes of HMAC-SHA-256 (RFC 2104) of <c>app NUL id</c> under the epoch's pepper. Ids of the
/// public client can be guessed, so it is the pepper that hides them; when it is gone, no hash can be tried out any more, and without it no
/// two epochs of a device can be linked.
/// </summary>
/// <param name="Value">The bytes as a number; its order is that of the bytes.</param>
public readonly record struct DeviceHash(UInt128 Value)
{
    /// <summary>The bytes of a hash.</summary>
    public const int Length = 16;

    /// <summary>The hash of a device.</summary>
    public static DeviceHash Derive(ReadOnlySpan<byte> pepper, AppName app, string deviceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(deviceId);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes($"{app}\0{deviceId}"), hash);
        return FromBytes(hash[..Length]);
    }

    /// <summary>The hash of the bytes that <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="InvalidDataException">They are not as many.</exception>
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

    /// <summary>In 32 lower-case hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
