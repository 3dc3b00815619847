using System.Security.Cryptography;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage;

/// <summary>
/// Reads what rows hold, and refuses what is not what was stored: the databases themselves do not see a bit that flips inside a value.
/// </summary>
internal static class StoredContent
{
    /// <summary>The report of a row.</summary>
    /// <exception cref="InvalidDataException">It is not the one that was stored.</exception>
    public static UsageReport Read(byte[] content, byte[] hash) => CanonicalReport.Decode(Whole(content, hash));

    /// <summary>The content, which its SHA-256 was taken of.</summary>
    /// <exception cref="InvalidDataException">It is not the one that was stored.</exception>
    public static byte[] Whole(byte[] content, byte[] hash)
    {
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, computed);
        return computed.SequenceEqual(hash) ? content : throw Damaged();
    }

    /// <summary>The client of a row.</summary>
    /// <exception cref="InvalidDataException">There is none of this number.</exception>
    public static AgentClient ClientOf(int number) => Enum.IsDefined((AgentClient)number)
        ? (AgentClient)number
        : throw Damaged();

    /// <summary>The submitter of a row.</summary>
    /// <exception cref="InvalidDataException">It can be nobody's id.</exception>
    public static byte[] SubmitterOf(byte[] submitter) => submitter.Length == SHA256.HashSizeInBytes
        ? submitter
        : throw Damaged();

    private static InvalidDataException Damaged() => new("A stored row is damaged.");
}
