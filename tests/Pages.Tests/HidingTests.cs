namespace ToolTime.Pages.Tests;

/// <summary>Hidden, unknown and blocked are one, on every door, byte for byte.</summary>
public sealed class HidingTests(HostileWorld hostile)
{
    [Theory]
    [InlineData("/tool/{0}", 404)]
    [InlineData("/v1/api/trends/tool/{0}", 404)]
    [InlineData("/v1/api/badge/tool/{0}", 404)]
    [InlineData("/v1/api/badge/tool/{0}?format=json&show=calls", 404)]
    public async Task Answer_ToAHiddenAndABlockedName_IsThatToAnUnknownOne(string door, int status)
    {
        var unknown = await AskAsync(door, "nobody-knows-it");
        Assert.StartsWith($"{status}\n", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-knows-it", unknown, StringComparison.Ordinal);
        Assert.Equal(unknown, await AskAsync(door, HostileWorld.Hidden));
        Assert.Equal(unknown, await AskAsync(door, HostileWorld.Blocked));
        Assert.Equal(unknown, await AskAsync(door, "%3Cscript%3E"));
        Assert.NotEqual(unknown, await AskAsync(door, "__proto__"));
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

    private Task<string> AskAsync(string door, string name) => hostile.Server.GetWholeAsync(string.Format(door, name));
}
