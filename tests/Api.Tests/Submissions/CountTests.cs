using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>A name's counts, which are the same in both forms. The name is second in its map, so faults are those of member 1.</summary>
public sealed class CountTests(ServerFixture fixture)
{
    public static TheoryData<string, string> Taken =>
        new()
        {
            { "tools", """{"calls":0}""" },
            { "tools", """{"calls":2,"errors":null,"rejections":null,"observed_calls":null}""" },
            { "tools", """{"calls":2,"errors":0,"rejections":0,"observed_calls":0}""" },
            { "tools", """{"calls":2,"observed_calls":2}""" },
            { "tools", """{"calls":2,"errors":100000,"rejections":100000}""" },
            { "mcp_servers", """{"calls":0}""" },
            { "mcp_servers", """{"calls":2,"errors":null,"observed_calls":null}""" },
            { "mcp_servers", """{"calls":2,"errors":100000,"observed_calls":2}""" },
            { "skills", "0" },
            { "skills", "2000" },
        };

    public static TheoryData<string, string, string> Refused =>
        new()
        {
            { "tools", "null", "type" },
            { "tools", "3", "type" },
            { "tools", "[]", "type" },
            { "tools", "{}", "missing" },
            { "tools", """{"calls":null}""", "type" },
            { "tools", """{"calls":"3"}""", "type" },
            { "tools", """{"calls":1.5}""", "type" },
            { "tools", """{"calls":1e2}""", "type" },
            { "tools", """{"calls":true}""", "type" },
            { "tools", """{"calls":-1}""", "range" },
            { "tools", """{"calls":100001}""", "range" },
            { "tools", """{"calls":99999999999999999999}""", "type" },
            { "tools", """{"calls":1,"errors":-1}""", "range" },
            { "tools", """{"calls":1,"errors":100001}""", "range" },
            { "tools", """{"calls":1,"errors":1.5}""", "type" },
            { "tools", """{"calls":1,"errors":1e2}""", "type" },
            { "tools", """{"calls":1,"errors":"1"}""", "type" },
            { "tools", """{"calls":1,"rejections":-1}""", "range" },
            { "tools", """{"calls":1,"rejections":100001}""", "range" },
            { "tools", """{"calls":1,"rejections":1.5}""", "type" },
            { "tools", """{"calls":1,"rejections":[]}""", "type" },
            { "tools", """{"calls":1,"observed_calls":-1}""", "range" },
            { "tools", """{"calls":1,"observed_calls":2}""", "range" },
            { "tools", """{"calls":1,"observed_calls":1.5}""", "type" },
            { "tools", """{"calls":100001,"observed_calls":5}""", "range" },
            { "mcp_servers", "2", "type" },
            { "mcp_servers", "{}", "missing" },
            { "mcp_servers", """{"calls":-1}""", "range" },
            { "mcp_servers", """{"calls":100001}""", "range" },
            { "mcp_servers", """{"calls":1e2}""", "type" },
            { "mcp_servers", """{"calls":1,"errors":100001}""", "range" },
            { "mcp_servers", """{"calls":1,"errors":"1"}""", "type" },
            { "mcp_servers", """{"calls":1,"observed_calls":2}""", "range" },
            { "skills", "null", "type" },
            { "skills", "\"1\"", "type" },
            { "skills", "1.5", "type" },
            { "skills", "1e2", "type" },
            { "skills", "-1", "range" },
            { "skills", "100001", "range" },
        };

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Submit_SnapshotCountsWithinBounds_AreTaken(string map, string counts) =>
        (await fixture.Server.SubmitAsync(Snapshot().With($"/{map}", MapOf(map, counts)))).AssertTaken();

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Submit_DayCellCountsWithinBounds_AreTaken(string map, string counts) =>
        (await fixture.Server.SubmitAsync(DayCell().With($"/days/0/{map}", MapOf(map, counts)))).AssertTaken();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Submit_SnapshotCountsBeyondBounds_AreRefused(string map, string counts, string code) =>
        (await fixture.Server.SubmitAsync(Snapshot().With($"/{map}", MapOf(map, counts)))).AssertFaults(400, new Fault($"/{map}", 1, code));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Submit_DayCellCountsBeyondBounds_AreRefused(string map, string counts, string code) =>
        (await fixture.Server.SubmitAsync(DayCell().With($"/days/0/{map}", MapOf(map, counts)))).AssertFaults(
            400,
            new Fault($"/days/0/{map}", 1, code)
        );

    public static TheoryData<string, string> TakenInCells =>
        new()
        {
            { "tools", """{"calls":3,"median_ms":0,"timed_calls":1}""" },
            { "tools", """{"calls":3,"median_ms":86400000,"timed_calls":3}""" },
            { "tools", """{"calls":3,"median_ms":null,"timed_calls":null}""" },
            { "tools", """{"calls":3,"timed_calls":null}""" },
            { "mcp_servers", """{"calls":3,"errors":0,"median_ms":120,"timed_calls":2}""" },
            { "skills", """{"calls":3}""" },
            { "skills", """{"calls":3,"by_user":0}""" },
            { "skills", """{"calls":3,"by_user":3}""" },
            { "skills", """{"calls":3,"by_user":null}""" },
        };

    public static TheoryData<string, string, string> RefusedInCells =>
        new()
        {
            { "tools", """{"calls":3,"median_ms":1}""", "missing" },
            { "tools", """{"calls":3,"timed_calls":1}""", "missing" },
            { "tools", """{"calls":3,"median_ms":null,"timed_calls":1}""", "missing" },
            { "tools", """{"calls":3,"median_ms":1,"timed_calls":0}""", "range" },
            { "tools", """{"calls":3,"median_ms":1,"timed_calls":4}""", "range" },
            { "tools", """{"calls":3,"median_ms":-1,"timed_calls":1}""", "range" },
            { "tools", """{"calls":3,"median_ms":86400001,"timed_calls":1}""", "range" },
            { "tools", """{"calls":3,"median_ms":1.5,"timed_calls":1}""", "type" },
            { "tools", """{"calls":3,"by_user":1}""", "unknown_member" },
            { "mcp_servers", """{"calls":3,"median_ms":1}""", "missing" },
            { "mcp_servers", """{"calls":3,"median_ms":"1","timed_calls":1}""", "type" },
            { "skills", "{}", "missing" },
            { "skills", "[]", "type" },
            { "skills", """{"by_user":1}""", "missing" },
            { "skills", """{"calls":null}""", "type" },
            { "skills", """{"calls":3,"by_user":4}""", "range" },
            { "skills", """{"calls":3,"by_user":-1}""", "range" },
            { "skills", """{"calls":3,"median_ms":1,"timed_calls":1}""", "unknown_member" },
        };

    /// <summary>Only day cells have durations and typed skills.</summary>
    [Theory]
    [MemberData(nameof(TakenInCells))]
    public async Task Submit_DurationsAndTypedSkillsWithinBounds_AreTaken(string map, string counts) =>
        (await fixture.Server.SubmitAsync(DayCell().With($"/days/0/{map}", MapOf(map, counts)))).AssertTaken();

    [Theory]
    [MemberData(nameof(RefusedInCells))]
    public async Task Submit_DurationsAndTypedSkillsBeyondBounds_AreRefused(string map, string counts, string code)
    {
        var answer = await fixture.Server.SubmitAsync(DayCell().With($"/days/0/{map}", MapOf(map, counts)));
        Assert.Equal(400, answer.Status);
        Assert.All(answer.Json["errors"]!.AsArray(), fault =>
            Assert.Equal(($"/days/0/{map}", 1, code), ((string?)fault!["pointer"], (int?)fault["member"], (string?)fault["code"]))
        );
    }

    [Theory]
    [InlineData("null", "type")]
    [InlineData("1.5", "type")]
    [InlineData("-1", "range")]
    [InlineData("100001", "range")]
    public async Task Submit_ModelRequestsBeyondBounds_AreRefused(string requests, string code) =>
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/models", MapOf("models", requests)))).AssertFaults(
            400,
            new Fault("/days/0/models", 1, code)
        );

    /// <summary>The largest count is accepted, though less of it counts.</summary>
    [Theory]
    [InlineData("tools", """{"calls":100000,"errors":100000,"rejections":100000,"observed_calls":100000}""")]
    [InlineData("mcp_servers", """{"calls":100000,"errors":100000,"observed_calls":100000}""")]
    [InlineData("skills", "100000")]
    public async Task Submit_LargestCounts_AreTakenAndClamped(string map, string counts)
    {
        var snapshot = await fixture.Server.SubmitAsync(Snapshot().With($"/{map}", MapOf(map, counts)));
        Assert.Equal(
            $$"""200 {"status":"ok","receipt":"id","clamped":[{"pointer":"/{{map}}","member":1,"kept":14000}],"bucketed":0}""",
            snapshot.Verdict
        );

        var cell = await fixture.Server.SubmitAsync(DayCell().With($"/days/0/{map}", MapOf(map, counts)));
        Assert.Equal(
            $$"""200 {"status":"ok","receipt":"id","clamped":[{"pointer":"/days/0/{{map}}","member":1,"kept":2000}],"bucketed":0}""",
            cell.Verdict
        );
    }

    private static string MapOf(string map, string counts) =>
        $$"""{"first":{{(map is "skills" or "models" ? "1" : """{"calls":1}""")}},"second":{{counts}}}""";
}
