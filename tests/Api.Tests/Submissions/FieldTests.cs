using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>The fields of both forms.</summary>
public sealed class FieldTests(ServerFixture fixture)
{
    public static TheoryData<string, string> Taken => new()
    {
        { "/submission_token", Text(1) },
        { "/submission_token", Text(64) },
        { "/submission_token", "\"\u00e9\u4e2d\\u0000 \\\"\"" },
        { "/client", "\"claude-code\"" },
        { "/client", "\"codex\"" },
        { "/client", "\"openclaw\"" },
        { "/client", "\"opencode\"" },
        { "/client", "\"gemini\"" },
        { "/client", "\"kilo\"" },
        { "/client", "\"qwen\"" },
        { "/client", "\"copilot\"" },
        { "/client", "\"pi\"" },
        { "/client", "\"kimi\"" },
        { "/client", "\"goose\"" },
        { "/client", "null" },
    };

    public static TheoryData<string, string?, string> Refused => new()
    {
        { "/submission_token", null, "missing" },
        { "/submission_token", "null", "type" },
        { "/submission_token", "7", "type" },
        { "/submission_token", "[]", "type" },
        { "/submission_token", Text(0), "length" },
        { "/submission_token", Text(65), "length" },
        { "/client", "\"\"", "unsupported" },
        { "/client", "\"emacs\"", "unsupported" },
        { "/client", "\"Codex\"", "unsupported" },
        { "/client", "\"codex\\n\"", "unsupported" },
        { "/client", "1", "unsupported" },
        { "/client", "[\"codex\"]", "unsupported" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Submit_SnapshotFieldWithinBounds_IsTaken(string place, string json) =>
        (await fixture.Server.SubmitAsync(Snapshot().With(place, json))).AssertTaken();

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Submit_DayCellFieldWithinBounds_IsTaken(string place, string json) =>
        (await fixture.Server.SubmitAsync(DayCell().With(place, json))).AssertTaken();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Submit_SnapshotFieldBeyondBounds_IsRefused(string place, string? json, string code) =>
        (await fixture.Server.SubmitAsync(Snapshot().With(place, json))).AssertFaults(400, new Fault(place, code));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Submit_DayCellFieldBeyondBounds_IsRefused(string place, string? json, string code) =>
        (await fixture.Server.SubmitAsync(DayCell().With(place, json))).AssertFaults(400, new Fault(place, code));
}
