using System.Text.Json.Nodes;
using ToolTime.Api.Problems;
using ToolTime.Api.Submissions;
using ToolTime.Api.Tests.Submissions;
using ToolTime.Names;
using static ToolTime.Api.Tests.Report;
using ReaderFault = ToolTime.Api.Problems.Fault;

namespace ToolTime.Api.Tests.Schema;

/// <summary>The published schema accepts and refuses the same bodies as the reader.</summary>
public sealed class SubmissionSchemaTests(ServerFixture fixture)
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-1",
        "1",
        "7",
        "100000",
        "100001",
        "1.5",
        "\"\"",
        "\"text\"",
        "\"2026-11-24\"",
        "\"a b\"",
        "[]",
        "[1]",
        "[\"a\"]",
        "{}",
        "{\"a\":1}",
        "{\"a\":{\"calls\":1}}",
        "{\"a b\":1}",
        "{\"a\":{\"calls\":-1}}",
    ];

    /// <summary>Numbers with exponents and nonexistent dates, which the schema says that it cannot express.</summary>
    private static readonly string[] BeyondSchemas =
    [
        ":1e2",
        "\"2026-02-29\"",
        "\"2026-11-31\"",
        "\"0001-01-01",
        "\"9999-12-31T23:59-14:00\"",
    ];

    private static readonly Lazy<JsonNode> Schema = new(() =>
    {
        using var stream = typeof(SubmissionParser).Assembly.GetManifestResourceStream("submission.json")!;
        return JsonNode.Parse(stream)!;
    });

    public static TheoryData<string> Bodies { get; } =
    [
        .. SnapshotFieldTests.Taken.Select(row => Mutated(Snapshot(), row.Data.Item1, row.Data.Item2)),
        .. SnapshotFieldTests.Refused.Select(row => Mutated(Snapshot(), row.Data.Item1, row.Data.Item2)),
        .. DayCellFieldTests.Taken.Select(row => Mutated(DayCell(), row.Data.Item1, row.Data.Item2)),
        .. DayCellFieldTests.Refused.Select(row => Mutated(DayCell(), row.Data.Item1, row.Data.Item2)),
        .. DayCellFieldTests.UnknownMembers.Select(row => Mutated(DayCell(), row.Data.Item1, "1")),
        .. CountTests.Taken.Select(row => Mutated(Snapshot(), $"/{row.Data.Item1}", $$"""{"a":{{row.Data.Item2}}}""")),
        .. CountTests.Refused.Select(row => Mutated(Snapshot(), $"/{row.Data.Item1}", $$"""{"a":{{row.Data.Item2}}}""")),
        .. CountTests.Taken.Select(row => Mutated(DayCell(), $"/days/0/{row.Data.Item1}", $$"""{"a":{{row.Data.Item2}}}""")),
        .. CountTests.Refused.Select(row => Mutated(DayCell(), $"/days/0/{row.Data.Item1}", $$"""{"a":{{row.Data.Item2}}}""")),
        .. CountTests.TakenInCells.Select(row => Mutated(DayCell(), $"/days/0/{row.Data.Item1}", $$"""{"a":{{row.Data.Item2}}}""")),
        .. CountTests.RefusedInCells.Select(row => Mutated(DayCell(), $"/days/0/{row.Data.Item1}", $$"""{"a":{{row.Data.Item2}}}""")),
    ];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Bodies))]
    public void Schema_BodyOfTheReadersTests_SaysTheSame(string body) => AssertSame(body);

    [Fact]
    public void Schema_EveryPlaceWithEveryValue_SaysTheSame()
    {
        string[] snapshot =
        [
            "schema",
            "submission_token",
            "generated",
            "total_events",
            "tools",
            "tools/Bash",
            "tools/Bash/calls",
            "tools/Bash/errors",
            "tools/Bash/rejections",
            "tools/Bash/observed_calls",
            "edit_without_read",
            "edit_without_read_count",
            "model",
            "client",
            "skills",
            "mcp_servers",
            "installed_plugins",
            "other",
        ];
        string[] cell =
        [
            "schema",
            "submission_token",
            "client",
            "client_version",
            "days",
            "other",
            "days/0",
            .. DayCellReader.DayMembers.Select(member => $"days/0/{member}"),
            "days/0/tools/Bash",
            "days/0/tools/Bash/calls",
            "days/0/tools/Bash/errors",
            "days/0/tools/Bash/rejections",
            "days/0/tools/Bash/observed_calls",
            "days/0/tools/Bash/median_ms",
            "days/0/tools/Bash/timed_calls",
            "days/0/tools/Bash/other",
        ];
        foreach (var value in Values)
        {
            Array.ForEach(snapshot, place => AssertSame(Mutated(Snapshot(), "/" + place, value)));
            Array.ForEach(cell, place => AssertSame(Mutated(DayCell(), "/" + place, value)));
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void Schema_NoObject_SaysTheSame(string body) => AssertSame(body);

    [Fact]
    public async Task Get_Schema_IsTheOneThatIsTested()
    {
        var answer = await fixture.Server.SendAsync("GET", "/v1/api/schema/submission");
        Assert.Equal((200, "application/schema+json"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Equal(Schema.Value.ToJsonString(), answer.Json.ToJsonString());
        Assert.Equal(
            304,
            (await fixture.Server.SendAsync("GET", "/v1/api/schema/submission", ("If-None-Match", answer.Headers["ETag"]))).Status
        );
    }

    private static string Mutated(JsonObject report, string place, string? json) => report.With(place, json).ToJsonString();

    private static void AssertSame(string body)
    {
        var faults = new FaultList();
        SubmissionParser.Parse(System.Text.Encoding.UTF8.GetBytes(body), NameList.Shipped, faults);
        if (faults.Any && faults.Faults.All(IsBeyondSchemas))
        {
            return;
        }

        var reported = SchemaFaults.Find(Schema.Value, JsonNode.Parse(body));
        var isRefused = faults.Any && !BeyondSchemas.Any(value => body.Contains(value, StringComparison.Ordinal));
        Assert.True(
            isRefused == reported.Count > 0,
            $"{body} has {string.Join(", ", faults.Faults)}, by the schema {string.Join(", ", reported)}"
        );
    }

    /// <summary>Faults that the schema says it cannot express.</summary>
    private static bool IsBeyondSchemas(ReaderFault fault) =>
        fault.Code is FaultCode.Epoch or FaultCode.DuplicateDay or FaultCode.DuplicateMember or FaultCode.Json
        || fault.Detail.StartsWith("observed_calls must not be more", StringComparison.Ordinal)
        || fault.Detail.StartsWith("by_user must not be more", StringComparison.Ordinal)
        || fault.Detail.EndsWith("from 1 to calls.", StringComparison.Ordinal);
}
