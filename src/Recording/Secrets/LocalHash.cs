using System.Text;
using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Secrets;

/// <summary>
/// The record stores this instead of a path or identifier: the first 64 bits, in hex, of HMAC-SHA256(secret, kind + ":" + value). Equal
/// values are equal on this machine; without the secret, values cannot be guessed and tested.
/// </summary>
internal static class LocalHash
{
    private const int HashBytes = 8;

    public static string Session(string secret, string session) => Compute(secret, "session:" + session);

    public static string Call(string secret, string toolUseId) => Compute(secret, "call:" + toolUseId);

    public static string Folder(string secret, string path) => Compute(secret, "path:" + Trimmed(path));

    /// <summary>A relative path is resolved against <paramref name="folder"/>, as the agent's tools do.</summary>
    public static string File(string secret, string? folder, string path) =>
        Compute(secret, "path:" + FilePath.Normalize(folder, path));

    private static string Trimmed(string folder) => folder.Length > 1 && folder[^1] is '/' or '\\' ? folder[..^1] : folder;

    private static string Compute(string secret, string message)
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestSize];
        Hmac(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message), digest);
        return Convert.ToHexStringLower(digest[..HashBytes]);
    }

    private static void Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> digest)
    {
        Span<byte> block = stackalloc byte[Sha256.BlockSize];
        block.Clear();
        if (key.Length > Sha256.BlockSize)
        {
            Sha256.Hash(key, block);
        }
        else
        {
            key.CopyTo(block);
        }

        var inner = new byte[Sha256.BlockSize + message.Length];
        message.CopyTo(new Span<byte>(inner, Sha256.BlockSize, message.Length));
        Span<byte> outer = stackalloc byte[Sha256.BlockSize + Sha256.DigestSize];
        for (var i = 0; i < Sha256.BlockSize; i++)
        {
            inner[i] = (byte)(block[i] ^ 0x36);
            outer[i] = (byte)(block[i] ^ 0x5c);
        }

        Sha256.Hash(inner, outer[Sha256.BlockSize..]);
        Sha256.Hash(outer, digest);
    }
}
