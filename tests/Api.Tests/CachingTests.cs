namespace ToolTime.Api.Tests;

/// <summary>What caches and browsers are told about answers.</summary>
public sealed class CachingTests(ServerFixture fixture)
{
    private static readonly (string Name, string Value) Page = ("Accept", "text/html");

    [Theory]
    [InlineData("/nonesuch")]
    [InlineData("/v1/api/badge/tool/nonesuch")]
    [InlineData("/v1/api/badge/tool/nonesuch?format=json")]
    public async Task Get_WhatIsMissing_IsMissingWhateverTheCallerHas(string path)
    {
        var answer = await fixture.Server.SendAsync("GET", path, Page, ("If-None-Match", "*"));
        Assert.Equal((404, false), (answer.Status, answer.Headers.ContainsKey("ETag")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/v1/api/badge/tool/nonesuch")]
    public async Task Get_WhatMayBeCompressed_VariesByEncoding(string path)
    {
        var answer = await fixture.Server.SendAsync("GET", path);
        Assert.Contains("Accept-Encoding", answer.Headers["Vary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_APageThatTheCallerHas_StillVariesByEncoding()
    {
        var page = await fixture.Server.SendAsync("GET", "/privacy");
        var known = await fixture.Server.SendAsync("GET", "/privacy", ("If-None-Match", page.Headers["ETag"]));
        Assert.Equal((304, "Accept-Encoding"), (known.Status, known.Headers["Vary"]));
    }

    [Fact]
    public async Task Get_OfAnotherOrigin_MayReadTheHeaders()
    {
        var answer = await fixture.Server.SendAsync("GET", Endpoints.Stats, ("Origin", "https://dashboard.example"));
        Assert.Equal("ETag,Link,RateLimit,RateLimit-Policy,Retry-After", answer.Headers["Access-Control-Expose-Headers"]);
    }
}
