using System.Buffers.Binary;
using System.Globalization;

namespace ToolTime.Recording.Calls;

/// <summary>
/// A 128-bit hash of an identifier: two lanes that fold 64-by-64-bit products, as wyhash does. Fast and well distributed, not secret. Its
/// values are stored in the index, so they never change; among a billion identifiers two collide with a chance of 10^-21. A type of its own
/// instead of UInt128, whose methods are never compiled ahead of time.
/// </summary>
internal readonly record struct IdHash(ulong Low, ulong High)
{
    private const ulong First = 0xa0761d6478bd642f;
    private const ulong Second = 0xe7037ed1a0b428db;
    private const ulong Third = 0x8ebc6af09c88c6e3;
    private const ulong Fourth = 0x589965cc75374cc3;

    public static IdHash Compute(ReadOnlySpan<byte> bytes, IdHash seed = default)
    {
        var length = (ulong)bytes.Length;
        var low = seed.Low ^ First;
        var high = seed.High ^ Third;
        for (; bytes.Length > 16; bytes = bytes[16..])
        {
            Mix(ref low, ref high, BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
        }

        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        bytes.CopyTo(tail);
        Mix(ref low, ref high, BinaryPrimitives.ReadUInt64LittleEndian(tail), BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
        return new IdHash(Fold(low ^ length ^ Fourth, high ^ Third), Fold(high ^ length ^ Second, low ^ First));
    }

    /// <summary>The hash of a text, seeded with another hash, so that the same text differs by context.</summary>
    public static IdHash Compute(string text, IdHash seed = default) => Compute(System.Text.Encoding.UTF8.GetBytes(text), seed);

    public static IdHash Read(BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Low);
        writer.Write(High);
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Parses the output of <see cref="ToString"/>; null if it is anything else.</summary>
    public static IdHash? Parse(string hex) =>
        hex.Length == 32
        && ulong.TryParse(hex.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
        && ulong.TryParse(hex.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)
            ? new IdHash(low, high)
            : null;

    public override int GetHashCode() => (int)Low;

    private static void Mix(ref ulong low, ref ulong high, ulong a, ulong b) =>
        (low, high) = (Fold(low ^ a ^ Second, b ^ Fourth ^ high), Fold(high ^ b ^ First, a ^ Third ^ low) + b);

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
