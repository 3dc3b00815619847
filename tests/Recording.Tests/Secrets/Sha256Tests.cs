using System.Security.Cryptography;
using System.Text;
using ToolTime.Recording.Secrets;

namespace ToolTime.Recording.Tests.Secrets;

public sealed class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    )]
    public void Hash_PublishedVectors_AreMet(string text, string expected) => Assert.Equal(expected, Hash(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Hash_EveryLengthAroundBlocks_EqualsThePlatforms()
    {
        var data = Enumerable.Range(0, 300).Select(i => (byte)(i * 7)).ToArray();
        for (var length = 0; length <= data.Length; length++)
        {
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(data[..length])), Hash(data[..length]));
        }
    }

    private static string Hash(byte[] data)
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestSize];
        Sha256.Hash(data, digest);
        return Convert.ToHexStringLower(digest);
    }
}
