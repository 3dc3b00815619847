using ToolTime.Monitor.Web;

namespace ToolTime.Monitor.Tests.Web;

/// <summary>Which requests are ours, judged by what browsers and other programs send.</summary>
public sealed class AccessRulesTests
{
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly AccessRules _access = new(Token, 8788);

    [Theory]
    [InlineData("127.0.0.1:8788", null, null, true)]
    [InlineData("localhost:8788", null, null, true)]
    [InlineData("LOCALHOST:8788", null, null, true)]
    [InlineData("127.0.0.1:8788", "http://127.0.0.1:8788", "same-origin", true)]
    [InlineData("localhost:8788", "http://localhost:8788", "same-origin", true)]
    [InlineData("127.0.0.1:8788", null, "none", true)]
    [InlineData("127.0.0.1:8788", "http://localhost:8788", null, false)]
    [InlineData("127.0.0.1:8788", "http://127.0.0.1:8789", null, false)]
    [InlineData("127.0.0.1:8788", "http://127.0.0.1", null, false)]
    [InlineData("127.0.0.1:8788", "https://127.0.0.1:8788", null, false)]
    [InlineData("127.0.0.1:8788", "http://evil.example", null, false)]
    [InlineData("127.0.0.1:8788", "null", null, false)]
    [InlineData("127.0.0.1:8788", "", null, false)]
    [InlineData("127.0.0.1:8788", "file://", null, false)]
    [InlineData("127.0.0.1:8788", "http://127.0.0.1:8788.evil.example", null, false)]
    [InlineData("127.0.0.1:8788", null, "cross-site", false)]
    [InlineData("127.0.0.1:8788", null, "same-site", false)]
    [InlineData("evil.example:8788", null, null, false)]
    [InlineData("evil.example:8788", "http://evil.example:8788", "same-origin", false)]
    [InlineData("127.0.0.1", null, null, false)]
    [InlineData("127.0.0.1:8789", null, null, false)]
    [InlineData("127.0.0.1:8788.", null, null, false)]
    [InlineData("localhost.evil.example:8788", null, null, false)]
    [InlineData("0.0.0.0:8788", null, null, false)]
    [InlineData("[::1]:8788", null, null, false)]
    [InlineData("", null, null, false)]
    [InlineData(null, null, null, false)]
    public void IsOurs_HostAndOrigin_MustBeExactlyOurs(string? host, string? origin, string? site, bool isOurs) =>
        Assert.Equal(isOurs, _access.IsOurs(host, origin is null ? [] : [origin], site));

    [Fact]
    public void IsOurs_TwoOrigins_IsNot() =>
        Assert.False(_access.IsOurs("127.0.0.1:8788", ["http://127.0.0.1:8788", "http://evil.example"], null));

    [Theory]
    [InlineData("Bearer " + Token, true)]
    [InlineData("bearer " + Token, true)]
    [InlineData("Bearer " + Token + "0", false)]
    [InlineData("Bearer 0123456789abcdef", false)]
    [InlineData("Bearer ", false)]
    [InlineData("Basic " + Token, false)]
    [InlineData(Token, false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void KnowsToken_Authorization_MustBeTheWholeToken(string? authorization, bool knows) =>
        Assert.Equal(knows, _access.KnowsToken(authorization, null, []));

    [Fact]
    public void KnowsToken_CookieOrProtocol_IsAsGood()
    {
        Assert.True(_access.KnowsToken(null, _access.CookieValue, []));
        Assert.True(_access.KnowsToken(null, null, ["tooltime", Token]));
        Assert.False(_access.KnowsToken(null, Token, []));
        Assert.False(_access.KnowsToken(null, null, ["tooltime", _access.CookieValue]));
        Assert.DoesNotContain(Token, _access.CookieValue);
    }
}
