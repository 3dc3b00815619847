using System.Text.Json.Nodes;
using ToolTime.Usage;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>What is new, what replaces what, and what is a duplicate.</summary>
public sealed class PrecedenceTests(ServerFixture fixture)
{
    private const string Duplicate = """200 {"status":"duplicate"}""";
    private const string DuplicateOf7 = """200 {"status":"duplicate","revision":7}""";

    [Fact]
    public async Task Submit_SameBytesAgain_IsADuplicate()
    {
        var (snapshot, cell) = (Snapshot(), DayCell());
        (await fixture.Server.SubmitAsync(snapshot)).AssertTaken();
        (await fixture.Server.SubmitAsync(cell)).AssertTaken();
        Assert.Equal(Duplicate, (await fixture.Server.SubmitAsync(snapshot)).Verdict);
        Assert.Equal(DuplicateOf7, (await fixture.Server.SubmitAsync(cell)).Verdict);
    }

    [Fact]
    public async Task Submit_SameContentOtherwiseWritten_IsADuplicate()
    {
        var token = NewToken();
        var cell = DayCell().WithToken(token).With("/days/0/tools", """{"a":{"calls":1,"errors":0},"b":{"calls":2}}""");
        (await fixture.Server.SubmitAsync(cell)).AssertTaken();
        cell = DayCell()
            .WithToken(token)
            .With("/client_version", "\"0.2.0\"")
            .With("/days/0/tools", """{"b":{"rejections":null,"calls":2},"a":{"observed_calls":1,"errors":0,"calls":1}}""")
            .With("/days/0/skills", "{}");
        Assert.Equal(DuplicateOf7, (await fixture.Server.SubmitAsync(cell)).Verdict);

        (await fixture.Server.SubmitAsync(Snapshot().WithToken(token))).AssertTaken();
        var snapshot = Snapshot().WithToken(token).With("/generated", "\"2026-11-24T22:59:59Z\"").With("/unknown", "1");
        Assert.Equal(Duplicate, (await fixture.Server.SubmitAsync(snapshot)).Verdict);
    }

    [Fact]
    public async Task Submit_Receipts_AreAllDifferent()
    {
        var first = await fixture.Server.SubmitAsync(Snapshot());
        var second = await fixture.Server.SubmitAsync(Snapshot());
        Assert.NotEqual(first.Json["receipt"]!.GetValue<string>(), second.Json["receipt"]!.GetValue<string>());
    }

    [Fact]
    public async Task Submit_GreaterRevision_Replaces()
    {
        var cell = DayCell();
        (await fixture.Server.SubmitAsync(cell)).AssertTaken();
        (await fixture.Server.SubmitAsync(cell.With("/days/0/revision", "8"))).AssertTaken();
        (await fixture.Server.SubmitAsync(cell.With("/days/0/revision", "9007199254740991"))).AssertTaken();
        Assert.Equal(
            """200 {"status":"duplicate","revision":9007199254740991}""",
            (await fixture.Server.SubmitAsync(cell.With("/days/0/revision", "8").With("/days/0/tools", "{}"))).Verdict
        );
    }

    [Fact]
    public async Task Submit_SmallerRevision_IsADuplicateOfTheStoredOne()
    {
        var cell = DayCell();
        (await fixture.Server.SubmitAsync(cell)).AssertTaken();
        Assert.Equal(DuplicateOf7, (await fixture.Server.SubmitAsync(cell.With("/days/0/revision", "6"))).Verdict);
        Assert.Equal(DuplicateOf7, (await fixture.Server.SubmitAsync(cell.With("/days/0/tools", "{}"))).Verdict);
    }

    [Fact]
    public async Task Submit_EqualRevisionWithOtherContent_IsDecidedAlikeInAnyOrder()
    {
        JsonObject[] contents = [.. Enumerable.Range(1, 4).Select(calls => DayCell().With("/days/0/skills", $$"""{"a":{{calls}}}"""))];
        var orders = new int[][] { [0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2] };
        var stored = new List<int>();
        foreach (var order in orders)
        {
            var token = NewToken();
            var last = -1;
            foreach (var index in order)
            {
                var answer = await fixture.Server.SubmitAsync(contents[index].WithToken(token));
                last = answer.Json["status"]!.GetValue<string>() == "ok" ? index : last;
            }

            stored.Add(last);
            await Assert.AllAsync(contents, async content =>
                Assert.Equal(DuplicateOf7, (await fixture.Server.SubmitAsync(content.WithToken(token))).Verdict)
            );
        }

        Assert.Single(stored.Distinct());
    }

    [Fact]
    public async Task Submit_SameDayOfAnotherClient_IsTaken()
    {
        var cell = DayCell();
        (await fixture.Server.SubmitAsync(cell)).AssertTaken();
        (await fixture.Server.SubmitAsync(cell.With("/client", "\"codex\""))).AssertTaken();
        (await fixture.Server.SubmitAsync(cell.With("/client", "null"))).AssertTaken();
        (await fixture.Server.SubmitAsync(cell.WithToken(NewToken()))).AssertTaken();
    }

    [Fact]
    public async Task Submit_SeveralDays_AreTakenWhereAnyIsNew()
    {
        var token = NewToken();
        (await fixture.Server.SubmitAsync(DayCells(("2026-11-22", 3), ("2026-11-23", 9)).WithToken(token))).AssertTaken();
        (await fixture.Server.SubmitAsync(DayCells(("2026-11-22", 3), ("2026-11-24", 1)).WithToken(token))).AssertTaken();
        (await fixture.Server.SubmitAsync(DayCells(("2026-11-22", 4), ("2026-11-23", 8)).WithToken(token))).AssertTaken();
        Assert.Equal(
            """200 {"status":"duplicate","revision":9}""",
            (await fixture.Server.SubmitAsync(DayCells(("2026-11-24", 1), ("2026-11-23", 9), ("2026-11-22", 4)).WithToken(token))).Verdict
        );
    }

    /// <summary>More rows than a submitter's grain remembers.</summary>
    [Fact]
    public async Task Submit_AllDaysOfAllClientsAgain_AreDuplicates()
    {
        // As many as a token may send in a day.
        var clients = Enum.GetValues<AgentClient>()
            .Where(client => client != AgentClient.Unknown)
            .Take(10)
            .Select(client => client.ToName());
        var days = Enumerable.Range(18, 8).Select(day => ($"2026-11-{day}", 7)).ToArray();
        var token = NewToken();
        JsonObject[] reports = [.. clients.Select(client => DayCells(days).WithToken(token).With("/client", $"\"{client}\""))];
        await Assert.AllAsync(reports, async report => (await fixture.Server.SubmitAsync(report)).AssertTaken());
        await Assert.AllAsync(reports, async report => Assert.Equal(DuplicateOf7, (await fixture.Server.SubmitAsync(report)).Verdict));
    }

    [Fact]
    public async Task Submit_SnapshotsOfTwoProjectsInOneHour_AreBothTaken()
    {
        var first = Snapshot();
        var second = first.DeepClone().AsObject().With("/tools/Bash/calls", "4");
        (await fixture.Server.SubmitAsync(first)).AssertTaken();
        (await fixture.Server.SubmitAsync(second)).AssertTaken();
        Assert.Equal(Duplicate, (await fixture.Server.SubmitAsync(first)).Verdict);
        Assert.Equal(Duplicate, (await fixture.Server.SubmitAsync(second)).Verdict);
    }

    [Fact]
    public async Task Submit_SnapshotOfAnotherHourOrTotalOrClient_IsTaken()
    {
        var snapshot = Snapshot();
        (await fixture.Server.SubmitAsync(snapshot)).AssertTaken();
        (await fixture.Server.SubmitAsync(snapshot.With("/generated", "\"2026-11-24T23:00:00Z\""))).AssertTaken();
        (await fixture.Server.SubmitAsync(snapshot.With("/total_events", "4"))).AssertTaken();
        (await fixture.Server.SubmitAsync(snapshot.With("/client", "\"codex\""))).AssertTaken();
    }

    [Fact]
    public async Task Submit_SameReportManyTimesAtOnce_IsTakenOnce()
    {
        var cell = DayCell().ToBytes();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => fixture.Server.SubmitAsync(cell)));
        Assert.Equal(19, answers.Count(answer => answer.Verdict == DuplicateOf7));
        Assert.Single(answers, answer => answer.Verdict.StartsWith("200 {\"status\":\"ok\"", StringComparison.Ordinal));
    }
}
