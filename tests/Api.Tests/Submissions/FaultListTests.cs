using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

public sealed class FaultListTests(ServerFixture fixture)
{
    [Fact]
    public async Task Submit_SnapshotWithManyFaults_ListsEach()
    {
        var report = Snapshot()
            .With("/submission_token", "1")
            .With("/generated", "\"soon\"")
            .With("/total_events", null)
            .With("/client", "\"emacs\"")
            .With("/tools", """{"a b":{"calls":1},"Bash":{"calls":-1,"errors":1.5},"Read":{"calls":1,"rejections":"x"},"Edit":7}""")
            .With("/skills", """{"a":1,"b":-1}""")
            .With("/mcp_servers", """{"a":{}}""")
            .With("/installed_plugins", """["a",1,"a b"]""")
            .With("/model", "5")
            .With("/edit_without_read", "-1");
        (await fixture.Server.SubmitAsync(report)).AssertFaults(
            400,
            new Fault("/submission_token", "type"),
            new Fault("/generated", "pattern"),
            new Fault("/total_events", "missing"),
            new Fault("/tools", 0, "pattern"),
            new Fault("/tools", 1, "range"),
            new Fault("/tools", 1, "type"),
            new Fault("/tools", 2, "type"),
            new Fault("/tools", 3, "type"),
            new Fault("/skills", 1, "range"),
            new Fault("/mcp_servers", 0, "missing"),
            new Fault("/installed_plugins", 1, "type"),
            new Fault("/installed_plugins", 2, "pattern"),
            new Fault("/model", "type"),
            new Fault("/client", "unsupported"),
            new Fault("/edit_without_read", "range"));
    }

    [Fact]
    public async Task Submit_DayCellsWithManyFaults_ListsEach()
    {
        var report = DayCells(("2026-11-23", 0), ("2026-11-24", 1), ("2026-11-24", 1))
            .With("/unknown", "1")
            .With("/client", null)
            .With("/client_version", "\"1 0\"")
            .With("/days/0/tools", """{"a":{"calls":1,"unknown":1},"a b":{}}""")
            .With("/days/0/models", """{"a":1.5}""")
            .With("/days/1/plugins", """["a b"]""")
            .With("/days/1/unknown", "1")
            .With("/days/1/edit_without_read", "100001");
        (await fixture.Server.SubmitAsync(report)).AssertFaults(
            400,
            new Fault("", 4, "unknown_member"),
            new Fault("/client", "missing"),
            new Fault("/client_version", "pattern"),
            new Fault("/days/0/revision", "range"),
            new Fault("/days/0/tools", 0, "unknown_member"),
            new Fault("/days/0/tools", 1, "pattern"),
            new Fault("/days/0/models", 0, "type"),
            new Fault("/days/1", 4, "unknown_member"),
            new Fault("/days/1/plugins", 0, "pattern"),
            new Fault("/days/1/edit_without_read", "range"),
            new Fault("/days/2/day", "duplicate_day"));
    }

    [Fact]
    public async Task Submit_EmptyObject_ListsWhatIsMissing()
    {
        (await fixture.Server.SubmitAsync("{}"u8.ToArray())).AssertFaults(
            400,
            new Fault("/submission_token", "missing"),
            new Fault("/generated", "missing"),
            new Fault("/total_events", "missing"),
            new Fault("/tools", "missing"));
        (await fixture.Server.SubmitAsync("""{"schema":2}"""u8.ToArray())).AssertFaults(
            400,
            new Fault("/submission_token", "missing"),
            new Fault("/client", "missing"),
            new Fault("/client_version", "missing"),
            new Fault("/days", "missing"));
        (await fixture.Server.SubmitAsync(DayCell().With("/days/0", "{}"))).AssertFaults(
            400,
            new Fault("/days/0/day", "missing"),
            new Fault("/days/0/revision", "missing"),
            new Fault("/days/0/tools", "missing"));
    }

    [Fact]
    public async Task Submit_ThousandsOfFaults_ListsTheFirst200()
    {
        var faults = Enumerable.Range(0, 200).Select(number => new Fault("/tools", number, "range"));
        (await fixture.Server.SubmitAsync(Snapshot().With("/tools", Map(5_000, """{"calls":-1}""")))).AssertFaults(400, [.. faults]);
    }
}
