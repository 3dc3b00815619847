using System.Buffers.Binary;

namespace ToolTime.Uploader.Transcripts;

/// <summary>
/// 128 bits by which an identifier is known again: two lanes that fold 64-by-64-bit products, as wyhash does. Fast and well spread, not
/// secret. Its values are kept in the index, so they never change; among a billion identifiers two meet with a chance of 10^-21.
/// </summary>
internal static class IdHash
{
    private const ulong First = 0xa0761d6478bd642f;
    private const ulong Second = 0xe7037ed1a0b428db;
    private const ulong Third = 0x8ebc6af09c88c6e3;
    private const ulong Fourth = 0x589965cc75374cc3;

    public static UInt128 Of(ReadOnlySpan<byte> bytes, UInt128 seed = default)
    {
        var length = (ulong)bytes.Length;
        var low = (ulong)seed ^ First;
        var high = (ulong)(seed >> 64) ^ Third;
        for (; bytes.Length > 16; bytes = bytes[16..])
            Mix(ref low, ref high, BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));

        Span<byte> tail = stackalloc byte[16];
        tail.Clear();
        bytes.CopyTo(tail);
        Mix(ref low, ref high, BinaryPrimitives.ReadUInt64LittleEndian(tail), BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
        return new UInt128(Fold(high ^ length ^ Second, low ^ First), Fold(low ^ length ^ Fourth, high ^ Third));
    }

    /// <summary>Of a text and another hash, so that the same text means something else in another place.</summary>
    public static UInt128 Of(string text, UInt128 seed = default) => Of(System.Text.Encoding.UTF8.GetBytes(text), seed);

    private static void Mix(ref ulong low, ref ulong high, ulong a, ulong b) =>
        (low, high) = (Fold(low ^ a ^ Second, b ^ Fourth ^ high), Fold(high ^ b ^ First, a ^ Third ^ low) + b);

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
