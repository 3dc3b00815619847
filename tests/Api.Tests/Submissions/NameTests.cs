using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

public sealed class NameTests(ServerFixture fixture)
{
    private const string Calls = """{"calls":1}""";

    public static TheoryData<string> Names => new()
    {
        "\"a\"",
        "\"superpowers:brainstorming\"",
        "\"mcp__claude-in-chrome__tabs.list\"",
        "\"AZaz09_.:-\"",
        Text(100),
    };

    public static TheoryData<string> PluginNames => new() { "\"superpowers@anthropics/claude-plugins\"", "\"/\"", "\"@\"" };

    public static TheoryData<string> Refused => new()
    {
        Text(0),
        Text(101),
        "\"Bash\\n\"",
        "\"\\nBash\"",
        "\"Bash\\r\\n\"",
        "\"Ba sh\"",
        "\"Bash\\u0000\"",
        "\"caf\u00e9\"",
        "\"\u0412\u0430sh\"",
        "\"B\u0661\"",
        "\"\ud83d\ude80\"",
        "\"<script>\"",
        "\"a\\\\b\"",
        "\"a+b\"",
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Submit_SnapshotName_IsTaken(string name)
    {
        (await fixture.Server.SubmitAsync(Snapshot().With("/tools", Map(name, Calls)))).AssertTaken();
        (await fixture.Server.SubmitAsync(Snapshot().With("/mcp_servers", Map(name, Calls)))).AssertTaken();
        (await fixture.Server.SubmitAsync(Snapshot().With("/skills", Map(name, "1")))).AssertTaken();
        (await fixture.Server.SubmitAsync(Snapshot().With("/installed_plugins", $"[{name}]"))).AssertTaken();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Submit_DayCellName_IsTaken(string name)
    {
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/tools", Map(name, Calls)))).AssertTaken();
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/mcp_servers", Map(name, Calls)))).AssertTaken();
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/skills", Map(name, "1")))).AssertTaken();
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/models", Map(name, "1")))).AssertTaken();
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/plugins", $"[{name}]"))).AssertTaken();
    }

    [Theory]
    [MemberData(nameof(PluginNames))]
    public async Task Submit_SlashOrAt_IsTakenInPluginsOnly(string name)
    {
        (await fixture.Server.SubmitAsync(Snapshot().With("/installed_plugins", $"[{name}]"))).AssertTaken();
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/plugins", $"[{name}]"))).AssertTaken();
        await AssertRefusedInMapsAsync(name);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Submit_NoName_IsRefusedByItsPosition(string name)
    {
        (await fixture.Server.SubmitAsync(Snapshot().With("/installed_plugins", $"[\"a\",{name}]")))
            .AssertFaults(400, new Fault("/installed_plugins", 1, "pattern"));
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/plugins", $"[\"a\",{name}]")))
            .AssertFaults(400, new Fault("/days/0/plugins", 1, "pattern"));
        await AssertRefusedInMapsAsync(name);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{}")]
    public async Task Submit_PluginThatIsNoString_IsRefused(string json)
    {
        (await fixture.Server.SubmitAsync(Snapshot().With("/installed_plugins", $"[\"a\",{json}]")))
            .AssertFaults(400, new Fault("/installed_plugins", 1, "type"));
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/plugins", $"[\"a\",{json}]")))
            .AssertFaults(400, new Fault("/days/0/plugins", 1, "type"));
    }

    private static string Map(string name, string counts) => $"{{{name}:{counts}}}";

    private async Task AssertRefusedInMapsAsync(string name)
    {
        foreach (var (map, counts) in new[] { ("tools", Calls), ("mcp_servers", Calls), ("skills", "1") })
        {
            (await fixture.Server.SubmitAsync(Snapshot().With($"/{map}", $$"""{"a":{{counts}},{{name}}:{{counts}}}""")))
                .AssertFaults(400, new Fault($"/{map}", 1, "pattern"));
            (await fixture.Server.SubmitAsync(DayCell().With($"/days/0/{map}", $$"""{"a":{{counts}},{{name}}:{{counts}}}""")))
                .AssertFaults(400, new Fault($"/days/0/{map}", 1, "pattern"));
        }

        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/models", $$"""{"a":1,{{name}}:1}""")))
            .AssertFaults(400, new Fault("/days/0/models", 1, "pattern"));
    }
}
