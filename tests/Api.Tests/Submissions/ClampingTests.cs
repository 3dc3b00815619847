using System.Text.Json.Nodes;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>Counts that are counted as less than was sent, located by position.</summary>
public sealed class ClampingTests(ServerFixture fixture)
{
    [Fact]
    public async Task Submit_DayCellCalls_CountUpTo2000()
    {
        await AssertClampedAsync(DayCell().With("/days/0/tools", """{"a":{"calls":2000}}"""));
        await AssertClampedAsync(
            DayCell().With("/days/0/tools", """{"z":{"calls":2001},"a":{"calls":2000},"b":{"calls":9000,"errors":9000}}"""),
            ("/days/0/tools", 2, 2000),
            ("/days/0/tools", 0, 2000));
        await AssertClampedAsync(DayCell().With("/days/0/skills", """{"a":2000,"b":2001}"""), ("/days/0/skills", 1, 2000));
        await AssertClampedAsync(DayCell().With("/days/0/models", """{"a":2000,"b":2001}"""), ("/days/0/models", 1, 2000));
        await AssertClampedAsync(
            DayCell().With("/days/0/mcp_servers", """{"a":{"calls":2000},"b":{"calls":2001}}"""), ("/days/0/mcp_servers", 1, 2000));
    }

    [Fact]
    public async Task Submit_SecondDaysCalls_AreClampedAtItsPlace() =>
        await AssertClampedAsync(
            DayCells(("2026-11-23", 1), ("2026-11-24", 1))
                .With("/days/0/skills", """{"a":2000}""")
                .With("/days/1/skills", """{"a":2001}"""),
            ("/days/1/skills", 0, 2000)
        );

    [Fact]
    public async Task Submit_SnapshotCalls_CountUpTo14000()
    {
        await AssertClampedAsync(Snapshot().With("/tools", """{"a":{"calls":14000}}"""));
        await AssertClampedAsync(Snapshot().With("/tools", """{"a":{"calls":14000},"b":{"calls":14001}}"""), ("/tools", 1, 14000));
        await AssertClampedAsync(Snapshot().With("/skills", """{"a":14000,"b":14001}"""), ("/skills", 1, 14000));
        await AssertClampedAsync(Snapshot().With("/mcp_servers", """{"a":{"calls":14001}}"""), ("/mcp_servers", 0, 14000));
    }

    [Fact]
    public async Task Submit_CallsOfAKindOverItsSum_ShrinkAlike()
    {
        await AssertClampedAsync(DayCell().With("/days/0/skills", Map(10, "2000")));
        await AssertClampedAsync(
            DayCell().With("/days/0/skills", Map(11, "2000")),
            [.. Enumerable.Range(0, 11).Select(member => ("/days/0/skills", member, 1818))]
        );
        await AssertClampedAsync(Snapshot().With("/skills", Map(10, "14000")));
        await AssertClampedAsync(
            Snapshot().With("/skills", Map(11, "14000")), [.. Enumerable.Range(0, 11).Select(member => ("/skills", member, 12_727))]);
    }

    [Theory]
    [InlineData("tools", """{"calls":1}""")]
    [InlineData("mcp_servers", """{"calls":1}""")]
    [InlineData("skills", "1")]
    public async Task Submit_NamesOver200_CountNothing(string map, string counts)
    {
        await AssertClampedAsync(Snapshot().With($"/{map}", Map(200, counts)));
        await AssertClampedAsync(DayCell().With($"/days/0/{map}", Map(200, counts)));
        await AssertClampedAsync(Snapshot().With($"/{map}", Map(202, counts)), ($"/{map}", 200, 0), ($"/{map}", 201, 0));
        await AssertClampedAsync(
            DayCell().With($"/days/0/{map}", Map(202, counts)),
            ($"/days/0/{map}", 200, 0),
            ($"/days/0/{map}", 201, 0)
        );
    }

    [Fact]
    public async Task Submit_NamesOver200_StoreThoseWithMostCalls()
    {
        var skills = JsonNode.Parse(Map(201, "5"))!.AsObject();
        skills[NameOf(0)] = 4;
        skills[NameOf(200)] = 6;
        await AssertClampedAsync(Snapshot().With("/skills", skills.ToJsonString()), ("/skills", 0, 0));
    }

    [Fact]
    public async Task Submit_NamesOver200WithEqualCalls_StoreTheOrdinallyFirstWhereverTheyStand()
    {
        var names = Enumerable.Range(0, 199).Select(NameOf).Append("Zebra").Append("_").Reverse();
        var skills = new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, 1)));
        await AssertClampedAsync(Snapshot().With("/skills", skills.ToJsonString()), ("/skills", 2, 0));
    }

    [Fact]
    public async Task Submit_KindsTogetherOver200_AreNotClamped() =>
        await AssertClampedAsync(Snapshot().With("/skills", Map(150, "1")).With("/tools", Map(150, """{"calls":1}""")));

    private async Task AssertClampedAsync(JsonObject report, params (string Place, int Member, int Kept)[] clamped)
    {
        var items = clamped.Select(item => $$"""{"pointer":"{{item.Place}}","member":{{item.Member}},"kept":{{item.Kept}}}""");
        Assert.Equal(
            $$"""200 {"status":"ok","receipt":"id","clamped":[{{string.Join(',', items)}}],"bucketed":0}""",
            (await fixture.Server.SubmitAsync(report)).Verdict);
    }
}
