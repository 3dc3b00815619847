using System.Security.Cryptography;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage;

/// <summary>Decodes stored rows and refuses damaged ones: the databases themselves do not notice a flipped bit inside a value.</summary>
internal static class StoredContent
{
    /// <summary>Decodes a row's report.</summary>
    /// <exception cref="InvalidDataException">It differs from what was stored.</exception>
    public static UsageReport Read(byte[] content, byte[] hash) => CanonicalReport.Decode(Whole(content, hash));

    /// <summary>The content, checked against its SHA-256.</summary>
    /// <exception cref="InvalidDataException">It differs from what was stored.</exception>
    public static byte[] Whole(byte[] content, byte[] hash)
    {
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, computed);
        return computed.SequenceEqual(hash) ? content : throw Damaged();
    }

    /// <summary>A row's client.</summary>
    /// <exception cref="InvalidDataException">There is no client with this number.</exception>
    public static AgentClient ClientOf(int number) => Enum.IsDefined((AgentClient)number)
        ? (AgentClient)number
        : throw Damaged();

    /// <summary>A row's submitter.</summary>
    /// <exception cref="InvalidDataException">It is not a valid id.</exception>
    public static byte[] SubmitterOf(byte[] submitter) => submitter.Length == SHA256.HashSizeInBytes
        ? submitter
        : throw Damaged();

    private static InvalidDataException Damaged() => new("A stored row is damaged.");
}
