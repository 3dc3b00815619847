using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

public sealed class SnapshotFieldTests(ServerFixture fixture)
{
    public static TheoryData<string, string?> Taken => new()
    {
        { "/schema", null },
        { "/schema", "1" },
        { "/client", null },
        { "/total_events", "0" },
        { "/total_events", "1000000" },
        { "/generated", "\"2026-11-24\"" },
        { "/generated", "\"2026-11-24T22:10\"" },
        { "/generated", "\"2026-11-24T22:10Z\"" },
        { "/generated", "\"2026-11-24T22:10:05\"" },
        { "/generated", "\"2026-11-24T22:10:05Z\"" },
        { "/generated", "\"2026-11-24 22:10:05\"" },
        { "/generated", "\"2026-11-24T22:10:05.1\"" },
        { "/generated", "\"2026-11-24T22:10:05.123Z\"" },
        { "/generated", "\"2026-11-24T22:10:05.1234567Z\"" },
        { "/generated", "\"2026-11-24T22:10:05.123456789Z\"" },
        { "/generated", "\"2026-11-24t22:10:05.123456789+00:00\"" },
        { "/generated", "\"2026-11-24t22:10:05z\"" },
        { "/generated", "\"2026-11-24T14:10:05-08:00\"" },
        { "/generated", "\"2026-11-25T03:40:05.123+05:30\"" },
        { "/generated", "\"2026-11-25T03:40:05.1234+05:30\"" },
        { "/tools", "{}" },
        { "/edit_without_read", null },
        { "/edit_without_read", "null" },
        { "/edit_without_read", "0" },
        { "/edit_without_read", "100000" },
        { "/edit_without_read_count", "0" },
        { "/edit_without_read_count", "100000" },
        { "/edit_without_read_count", "null" },
        { "/model", "null" },
        { "/model", Text(0) },
        { "/model", Text(100) },
        { "/model", "\"claude-opus-4-5@20251101\"" },
        { "/model", "\"opus[1m]\"" },
        { "/skills", "null" },
        { "/skills", "{}" },
        { "/mcp_servers", "null" },
        { "/mcp_servers", "{}" },
        { "/installed_plugins", "null" },
        { "/installed_plugins", "[]" },
        { "/installed_plugins", List(100) },
        { "/installed_plugins", "[\"superpowers\", \"superpowers\"]" },
        { "/unknown", "{\"deep\": [[], null, \"text\", 1e400]}" },
        { "/days", "[]" },
        { "/tools/Bash/unknown", "\"text\"" },
        { "/Submission_Token", "5" },
    };

    public static TheoryData<string, string?, string> Refused => new()
    {
        { "/schema", "0", "unsupported" },
        { "/schema", "3", "unsupported" },
        { "/schema", "-1", "unsupported" },
        { "/schema", "1.5", "unsupported" },
        { "/schema", "4294967297", "unsupported" },
        { "/schema", "\"1\"", "unsupported" },
        { "/schema", "\"2\"", "unsupported" },
        { "/schema", "null", "unsupported" },
        { "/schema", "true", "unsupported" },
        { "/schema", "[1]", "unsupported" },
        { "/generated", null, "missing" },
        { "/generated", "null", "type" },
        { "/generated", "1764025800", "type" },
        { "/generated", Text(0), "length" },
        { "/generated", Text(40), "pattern" },
        { "/generated", Text(41), "length" },
        { "/generated", "\"yesterday\"", "pattern" },
        { "/generated", "\"2026-11-31\"", "pattern" },
        { "/generated", "\"2026-11-24\\n\"", "pattern" },
        { "/generated", "\" 2026-11-24\"", "pattern" },
        { "/generated", "\"2026-11-24T25:00\"", "pattern" },
        { "/generated", "\"2026-11-24T22:10:05+25:00\"", "pattern" },
        { "/generated", "\"11/24/2026\"", "pattern" },
        { "/generated", "\"0001-01-01T00:00+14:00\"", "pattern" },
        { "/generated", "\"9999-12-31T23:59-14:00\"", "pattern" },
        { "/total_events", null, "missing" },
        { "/total_events", "null", "type" },
        { "/total_events", "\"3\"", "type" },
        { "/total_events", "1.5", "type" },
        { "/total_events", "-1", "range" },
        { "/total_events", "1000001", "range" },
        { "/total_events", "9223372036854775808", "type" },
        { "/tools", null, "missing" },
        { "/tools", "null", "type" },
        { "/tools", "[]", "type" },
        { "/tools", "\"Bash\"", "type" },
        { "/edit_without_read", "-1", "range" },
        { "/edit_without_read", "100001", "range" },
        { "/edit_without_read", "1.5", "type" },
        { "/edit_without_read", "\"1\"", "type" },
        { "/edit_without_read_count", "-1", "range" },
        { "/edit_without_read_count", "100001", "range" },
        { "/edit_without_read_count", "true", "type" },
        { "/model", "5", "type" },
        { "/model", "{}", "type" },
        { "/model", Text(101), "length" },
        { "/skills", "[]", "type" },
        { "/skills", "3", "type" },
        { "/mcp_servers", "[]", "type" },
        { "/mcp_servers", "\"playwright\"", "type" },
        { "/installed_plugins", "{}", "type" },
        { "/installed_plugins", "\"superpowers\"", "type" },
        { "/installed_plugins", List(101), "too_many" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Submit_FieldWithinBounds_IsTaken(string place, string? json) =>
        (await fixture.Server.SubmitAsync(Snapshot().With(place, json))).AssertTaken();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Submit_FieldBeyondBounds_IsRefused(string place, string? json, string code) =>
        (await fixture.Server.SubmitAsync(Snapshot().With(place, json))).AssertFaults(400, new Fault(place, code));

    [Theory]
    [InlineData("\"the model of my dreams\"")]
    [InlineData("\"gpt\\n\"")]
    [InlineData("\"\u6a21\u578b\"")]
    public async Task Submit_ModelThatIsNoName_CountsUnderTheBucket(string json)
    {
        var answer = await fixture.Server.SubmitAsync(Snapshot().With("/model", json));
        Assert.Equal("""200 {"status":"ok","receipt":"id","clamped":[],"bucketed":1}""", answer.Verdict);
    }
}
