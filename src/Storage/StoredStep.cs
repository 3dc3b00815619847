using System.Security.Cryptography;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage;

/// <summary>What a stored step of a publication is checked by, see <see cref="StoredContent"/>.</summary>
internal static class StoredStep
{
    /// <summary>SHA-256 of whose it is and what it holds: a range that is not the one that was stored would count people twice, or not at all.</summary>
    public static byte[] HashOf(SubmitterRange range, byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)range.First, (byte)(range.EndExclusive - 1)]);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    /// <summary>Whether it is what was stored.</summary>
    public static bool IsWhole(SubmitterRange range, byte[] content, byte[] hash) => HashOf(range, content).AsSpan().SequenceEqual(hash);
}
