using System.Text.Json.Nodes;
using static ToolTime.Api.Tests.Telemetry.TelemetryClient;

namespace ToolTime.Api.Tests.Telemetry;

/// <summary>What each member may contain, and what is refused.</summary>
public sealed class TelemetryFieldTests(ServerFixture fixture)
{
    [Theory]
    [InlineData(StartupPath)]
    [InlineData(TaskPath)]
    [InlineData(SharePath)]
    [InlineData("/v1/api/telemetry/cli/startup")]
    [InlineData("/v1/api/telemetry/cli/task")]
    [InlineData("/v1/api/telemetry/cli/share")]
    public async Task Post_LeastThatIsNeeded_IsStored(string path) =>
        Assert.Equal(
            Stored,
            (await fixture.Server.PostAsync(path, """{"device_id":"least","version":"1.0","os":"x","event":"share_open","extra":{"a":[1]}}""")).Verdict
        );

    [Theory]
    [InlineData("device_id", null, "missing")]
    [InlineData("device_id", "\"\"", "length")]
    [InlineData("device_id", "7", "type")]
    [InlineData("version", null, "missing")]
    [InlineData("version", "null", "missing")]
    [InlineData("version", "\"\"", "length")]
    [InlineData("version", "[\"1.2.3\"]", "type")]
    [InlineData("os", null, "missing")]
    [InlineData("os", "{}", "type")]
    [InlineData("ruby_version", "3.3", "type")]
    [InlineData("brand", "1", "type")]
    [InlineData("launch_source", "true", "type")]
    [InlineData("container", "[]", "type")]
    public async Task Post_AStartupsMemberIsWrong_IsRefused(string member, string? value, string code) =>
        (await fixture.Server.PostAsync(StartupPath, Change(Startup("wrong"), member, value))).AssertFaults(400, new Fault($"/{member}", code));

    [Theory]
    [InlineData("iterations", "-1", "range")]
    [InlineData("iterations", "1.5", "range")]
    [InlineData("iterations", "\"3\"", "type")]
    [InlineData("iterations", "1e300", "range")]
    [InlineData("duration_ms", "2592000001", "range")]
    [InlineData("duration_ms", "-0.5", "range")]
    [InlineData("cost_usd", "-0.0001", "range")]
    [InlineData("cost_usd", "10000.01", "range")]
    [InlineData("cost_usd", "\"1\"", "type")]
    [InlineData("prompt_tokens", "1000000001", "range")]
    [InlineData("completion_tokens", "false", "type")]
    [InlineData("cache_creation_tokens", "-1", "range")]
    [InlineData("cache_read_tokens", "-1", "range")]
    [InlineData("cache_total_requests", "-1", "range")]
    [InlineData("cache_hit_requests", "{}", "type")]
    [InlineData("model", "1", "type")]
    [InlineData("provider", "1", "type")]
    [InlineData("status", "1", "type")]
    [InlineData("cost_source", "1", "type")]
    [InlineData("error_kind", "{\"path\":\"/x\"}", "type")]
    public async Task Post_ATasksMemberIsWrong_IsRefused(string member, string value, string code) =>
        (await fixture.Server.PostAsync(TaskPath, Change(Task("wrong"), member, value))).AssertFaults(400, new Fault($"/{member}", code));

    [Theory]
    [InlineData("iterations", "0")]
    [InlineData("iterations", "12.0")]
    [InlineData("iterations", "null")]
    [InlineData("duration_ms", "2592000000")]
    [InlineData("duration_ms", "1234.56")]
    [InlineData("cost_usd", "0")]
    [InlineData("cost_usd", "0.00000001")]
    [InlineData("cost_usd", "1e-9")]
    [InlineData("status", "\"interrupted\"")]
    [InlineData("error_kind", "\"\"")]
    [InlineData("model", "\"my-secret-model\"")]
    public async Task Post_ATasksMemberIsUnusual_IsStored(string member, string value) =>
        Assert.Equal(Stored, (await fixture.Server.PostAsync(TaskPath, Change(Task("unusual"), member, value))).Verdict);

    [Fact]
    public async Task Post_AnErrorCutInACharacter_IsStored()
    {
        var body = Change(Task("cut"), "error_kind", "\"CUT\"").Replace("CUT", "timeout \\ud83d", StringComparison.Ordinal);
        Assert.Equal(Stored, (await fixture.Server.PostAsync(TaskPath, body)).Verdict);
    }

    [Fact]
    public async Task Post_SeveralMembersAreWrong_NamesEach() =>
        (await fixture.Server.PostAsync(TaskPath, """{"device_id":"","iterations":-1,"cost_usd":"x"}""")).AssertFaults(
            400,
            new("/device_id", "length"),
            new("/version", "missing"),
            new("/iterations", "range"),
            new("/cost_usd", "type"));

    [Fact]
    public async Task Post_TheIdsLength_IsBounded()
    {
        Assert.Equal(Stored, (await fixture.Server.PostAsync(StartupPath, Startup(new('é', 128)))).Verdict);
        (await fixture.Server.PostAsync(StartupPath, Startup(new('x', 129)))).AssertFaults(400, new Fault("/device_id", "length"));
    }

    [Theory]
    [InlineData("", "json")]
    [InlineData("{", "json")]
    [InlineData("[]", "type")]
    [InlineData("null", "type")]
    [InlineData("\"startup\"", "type")]
    [InlineData("{\"device_id\":\"\\ud800\",\"version\":\"1.0\",\"os\":\"x\"}", "json")]
    public async Task Post_NoObject_IsRefused(string body, string code) =>
        (await fixture.Server.PostAsync(StartupPath, body)).AssertFaults(400, new Fault("", code));

    [Fact]
    public async Task Post_AMemberTwice_IsRefused() =>
        (await fixture.Server.PostAsync(StartupPath, """{"device_id":"a","device_id":"b","version":"1.0","os":"x"}""")).AssertFaults(
            400, new Fault("", 1, "duplicate_member"));

    [Fact]
    public async Task Post_TheBodysSize_IsBounded()
    {
        var body = Startup("large").With("extra", new string('x', (16 * 1024) - 200));
        Assert.Equal(Stored, (await fixture.Server.PostAsync(StartupPath, body)).Verdict);
        (await fixture.Server.PostAsync(StartupPath, body.With("extra", new string('x', 16 * 1024)))).AssertFaults(
            413, new Fault("", "too_large"));
    }

    [Theory]
    [InlineData("/v1/api/telemetry/unlisted/startup")]
    [InlineData("/v1/api/telemetry/CLI/task")]
    [InlineData("/v1/api/telemetry/a%20b/share")]
    public async Task Post_AnAppThatIsNotListed_IsNotThere(string path) =>
        (await fixture.Server.PostAsync(path, Startup("lost"))).AssertFaults(404, new Fault("", "not_found"));

    [Theory]
    [InlineData("window=7d")]
    [InlineData("window=day&period=2026-W47")]
    [InlineData("window=week&period=2026-11-20")]
    [InlineData("period=2026-13-01")]
    [InlineData("period=2999-01-01")]
    [InlineData("period=1999-01-01")]
    [InlineData("window=4w&period=x")]
    public async Task Get_NoSuchPeriod_IsRefused(string query) =>
        (await fixture.Server.SendAsync("GET", $"/v1/api/telemetry/cli?{query}")).AssertFaults(400, new Fault("", "window"));

    [Fact]
    public async Task Delete_WithoutAnId_IsRefused()
    {
        foreach (var body in new[] { "{}", "[]", "x", """{"device_id":7}""", """{"device_id":""}""" })
        {
            (await fixture.Server.PostAsync("/v1/api/telemetry/delete", body)).AssertFaults(400, new Fault("/device_id", "missing"));
        }
    }

    private static string Change(JsonObject body, string member, string? value) =>
        (value is null ? body.Without(member) : body.With(member, JsonNode.Parse(value))).ToJsonString();
}
