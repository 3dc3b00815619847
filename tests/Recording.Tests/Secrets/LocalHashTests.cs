using System.Security.Cryptography;
using System.Text;
using ToolTime.Recording.Secrets;

namespace ToolTime.Recording.Tests.Secrets;

public sealed class LocalHashTests
{
    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("short")]
    [InlineData("a secret that is longer than one block of SHA-256, which HMAC has to hash first: 64 bytes")]
    public void Session_AnySecret_IsTheBeginningOfItsHmac(string secret)
    {
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes("session:abc"));
        Assert.Equal(Convert.ToHexStringLower(expected)[..16], LocalHash.Session(secret, "abc"));
    }

    [Fact]
    public void Folder_TrailingSlash_MakesNoDifference() =>
        Assert.Equal(LocalHash.Folder("s", "/home/жук"), LocalHash.Folder("s", "/home/жук/"));

    [Fact]
    public void File_RelativePath_IsTakenFromTheFolder() =>
        Assert.Equal(LocalHash.File("s", null, "/a b/c.txt"), LocalHash.File("s", "/a b/", "c.txt"));

    [Fact]
    public void File_WindowsPathWithEitherSlash_IsOneFile() =>
        Assert.Equal(LocalHash.File("s", null, "C:\\shop\\a.cs"), LocalHash.File("s", "c:\\shop", "A.cs"));

    [Fact]
    public void Hashes_OfOneTextAsDifferentKinds_Differ() =>
        Assert.Equal(3, new[] { LocalHash.Session("s", "/x"), LocalHash.Call("s", "/x"), LocalHash.Folder("s", "/x") }.Distinct().Count());
}
