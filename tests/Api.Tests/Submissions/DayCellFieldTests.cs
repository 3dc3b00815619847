using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

public sealed class DayCellFieldTests(ServerFixture fixture)
{
    public static TheoryData<string, string?> Taken => new()
    {
        { "/client_version", Text(1) },
        { "/client_version", Text(32) },
        { "/client_version", "\"1.0.0-rc.1+Build-7\"" },
        { "/days/0/revision", "1" },
        { "/days/0/revision", "9007199254740991" },
        { "/days/0/tools", "{}" },
        { "/days/0/skills", null },
        { "/days/0/skills", "null" },
        { "/days/0/skills", "{}" },
        { "/days/0/mcp_servers", "null" },
        { "/days/0/mcp_servers", "{}" },
        { "/days/0/plugins", "null" },
        { "/days/0/plugins", "[]" },
        { "/days/0/plugins", List(100) },
        { "/days/0/models", "null" },
        { "/days/0/models", "{}" },
        { "/days/0/models", Map(200, "1") },
        { "/days/0/edit_without_read", "null" },
        { "/days/0/edit_without_read", "0" },
        { "/days/0/edit_without_read", "100000" },
    };

    public static TheoryData<string, string?, string> Refused => new()
    {
        { "/client", null, "missing" },
        { "/client_version", null, "missing" },
        { "/client_version", "null", "pattern" },
        { "/client_version", "1", "pattern" },
        { "/client_version", Text(0), "pattern" },
        { "/client_version", Text(33), "pattern" },
        { "/client_version", "\"1.0\\n\"", "pattern" },
        { "/client_version", "\"1_0\"", "pattern" },
        { "/client_version", "\"\u0661.0\"", "pattern" },
        { "/days", null, "missing" },
        { "/days", "null", "type" },
        { "/days", "{}", "type" },
        { "/days", "[]", "too_many" },
        { "/days/0/day", null, "missing" },
        { "/days/0/day", "null", "pattern" },
        { "/days/0/day", "20261124", "pattern" },
        { "/days/0/day", "\"\"", "pattern" },
        { "/days/0/day", "\"2026-11-24T00:00:00Z\"", "pattern" },
        { "/days/0/day", "\"2026-11-24\\n\"", "pattern" },
        { "/days/0/day", "\"2026-1-2\"", "pattern" },
        { "/days/0/day", "\"2026-02-29\"", "pattern" },
        { "/days/0/day", "\"\uff12026-11-24\"", "pattern" },
        { "/days/0/revision", null, "missing" },
        { "/days/0/revision", "null", "type" },
        { "/days/0/revision", "\"7\"", "type" },
        { "/days/0/revision", "1.5", "type" },
        { "/days/0/revision", "0", "range" },
        { "/days/0/revision", "-1", "range" },
        { "/days/0/revision", "9007199254740992", "range" },
        { "/days/0/revision", "9223372036854775808", "type" },
        { "/days/0/tools", null, "missing" },
        { "/days/0/tools", "null", "type" },
        { "/days/0/tools", "[]", "type" },
        { "/days/0/skills", "[]", "type" },
        { "/days/0/mcp_servers", "[]", "type" },
        { "/days/0/plugins", "{}", "type" },
        { "/days/0/plugins", List(101), "too_many" },
        { "/days/0/models", "[]", "type" },
        { "/days/0/models", "\"opus\"", "type" },
        { "/days/0/models", Map(201, "1"), "too_many" },
        { "/days/0/edit_without_read", "-1", "range" },
        { "/days/0/edit_without_read", "100001", "range" },
        { "/days/0/edit_without_read", "1.5", "type" },
        { "/days/0/edit_without_read", "\"1\"", "type" },
    };

    public static TheoryData<string, string, int?> UnknownMembers => new()
    {
        { "/unknown", "", 5 },
        { "/generated", "", 5 },
        { "/Client", "", 5 },
        { "/days/0/unknown", "/days/0", 3 },
        { "/days/0/installed_plugins", "/days/0", 3 },
        { "/days/0/tools/Bash/unknown", "/days/0/tools", 0 },
        { "/days/0/tools/Bash/Calls", "/days/0/tools", 0 },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Submit_FieldWithinBounds_IsTaken(string place, string? json) =>
        (await fixture.Server.SubmitAsync(DayCell().With(place, json))).AssertTaken();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Submit_FieldBeyondBounds_IsRefused(string place, string? json, string code) =>
        (await fixture.Server.SubmitAsync(DayCell().With(place, json))).AssertFaults(400, new Fault(place, code));

    [Theory]
    [MemberData(nameof(UnknownMembers))]
    public async Task Submit_UnknownMember_IsRefused(string place, string faultPlace, int? member) =>
        (await fixture.Server.SubmitAsync(DayCell().With(place, "1"))).AssertFaults(400, new Fault(faultPlace, member, "unknown_member"));

    [Fact]
    public async Task Submit_RejectionsOfMcpServer_AreUnknown() =>
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0/mcp_servers", """{"a":{"calls":1},"b":{"calls":1,"rejections":1}}""")))
            .AssertFaults(400, new Fault("/days/0/mcp_servers", 1, "unknown_member"));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"2026-11-24\"")]
    public async Task Submit_DayThatIsNoObject_IsRefused(string json) =>
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0", json))).AssertFaults(400, new Fault("/days", 0, "type"));

    [Fact]
    public async Task Submit_EightDays_AreTaken() =>
        (await fixture.Server.SubmitAsync(DayCells([.. Days(8)]))).AssertTaken();

    [Fact]
    public async Task Submit_NineDays_AreRefused() =>
        (await fixture.Server.SubmitAsync(DayCells([.. Days(9)]))).AssertFaults(400, new Fault("/days", "too_many"));

    [Fact]
    public async Task Submit_DayTwice_IsRefused() =>
        (await fixture.Server.SubmitAsync(DayCells(("2026-11-23", 1), ("2026-11-24", 1), ("2026-11-23", 2))))
            .AssertFaults(400, new Fault("/days/2/day", "duplicate_day"));

    [Theory]
    [InlineData("2026-11-29", "2026-11-30")]
    [InlineData("2026-11-30", "2026-11-29")]
    [InlineData("2026-11-01", "2026-11-02")]
    public async Task Submit_DaysOfTwoEpochs_AreRefused(string first, string second) =>
        (await fixture.Server.SubmitAsync(DayCells((first, 1), (second, 1)))).AssertFaults(400, new Fault("/days", "epoch"));

    private static IEnumerable<(string Day, int Revision)> Days(int count) =>
        Enumerable.Range(0, count).Select(number => ($"2026-11-{17 + number}", 1));
}
