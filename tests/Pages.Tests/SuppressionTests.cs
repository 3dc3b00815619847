using System.Text;
using System.Text.RegularExpressions;

namespace ToolTime.Pages.Tests;

/// <summary>
/// Unlisted and blocked names get the same answer on every endpoint, byte for byte; so do listed names that no one or too few use.
/// </summary>
public sealed class SuppressionTests(HostileFixture hostile)
{
    [Theory]
    [InlineData("/tool/{0}", 404)]
    [InlineData("/v1/api/trends/tool/{0}", 404)]
    [InlineData("/v1/api/badge/tool/{0}", 404)]
    [InlineData("/v1/api/badge/tool/{0}?format=json&show=calls", 404)]
    public async Task Answer_ToABlockedName_IsThatToAnUnknownOne(string endpoint, int status)
    {
        var unknown = await AskAsync(endpoint, "nobody-knows-it");
        Assert.StartsWith($"{status}\n", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-knows-it", unknown, StringComparison.Ordinal);
        Assert.Equal(unknown, await AskAsync(endpoint, HostileFixture.Blocked));
        Assert.Equal(unknown, await AskAsync(endpoint, "%3Cscript%3E"));
        Assert.NotEqual(unknown, await AskAsync(endpoint, "__proto__"));
    }

    [Theory]
    [InlineData("/tool/{0}")]
    [InlineData("/v1/api/trends/tool/{0}")]
    [InlineData("/v1/api/badge/tool/{0}")]
    [InlineData("/v1/api/badge/tool/{0}?format=json&show=calls")]
    public async Task Answer_ToAListedNameThatTooFewUse_IsThatToOneThatNobodyUses(string endpoint)
    {
        var few = Nameless(await AskAsync(endpoint, HostileFixture.Rare), HostileFixture.Rare);
        Assert.StartsWith("200\n", few, StringComparison.Ordinal);
        Assert.Contains(endpoint.Contains("badge", StringComparison.Ordinal) ? "not enough data yet" : "fewer than 2 so far", few, StringComparison.Ordinal);
        Assert.Equal(few, Nameless(await AskAsync(endpoint, "WebFetch"), "WebFetch"));
    }

    [Fact]
    public async Task Week_ThatIsNotPublished_AnswersLikeAnUnknownName()
    {
        var unknown = await AskAsync("/tool/{0}", "nobody-knows-it");
        Assert.Equal(unknown, await AskAsync("/week/{0}", "2026-W44"));
        Assert.Equal(unknown, await AskAsync("/week/{0}", "2026-W99"));
        Assert.Equal(unknown, await AskAsync("/week/{0}", "2027-W01"));
        Assert.StartsWith("200\n", await AskAsync("/week/{0}", "2026-W45"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/api/trends/tool/Bash?weeks=5")]
    [InlineData("/v1/api/badge/tool/Bash?format=png")]
    [InlineData("/v1/api/badge/tool/Bash?show=all")]
    [InlineData("/?window=year")]
    [InlineData("/?client=vim")]
    [InlineData("/week/2026-W46?client=,")]
    public async Task Choice_ThatThereIsNot_IsRefused(string path)
    {
        using var answer = await hostile.Server.GetAsync(path);
        Assert.Equal(400, (int)answer.StatusCode);
    }

    /// <summary>Removes the name in all its forms, and entity tags and lengths, which depend on it.</summary>
    private static string Nameless(string answer, string name) =>
        Regex.Replace(
            answer
                .Replace(name, "NAME", StringComparison.Ordinal)
                .Replace(Convert.ToHexString(Encoding.UTF8.GetBytes(name)), "NAME", StringComparison.Ordinal),
            "(?im)^(etag|content-length):.*$",
            ""
        );

    private Task<string> AskAsync(string endpoint, string name) => hostile.Server.GetWholeAsync(string.Format(endpoint, name));
}
