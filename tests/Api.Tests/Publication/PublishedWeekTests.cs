using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Publication;

/// <summary>Once a week is published: what comes for it is late, and the stats tell of it.</summary>
public sealed class PublishedWeekTests(PublishedWeekFixture fixture) : IClassFixture<PublishedWeekFixture>
{
    private const string Late = """200 {"status":"late"}""";

    [Fact]
    public void RunMaintenance_WeekThatIsDue_PublishesItOnThursdayAtAQuarterPast() => Assert.Equal(
        ("""{"rolled_up":["2026-11-20"],"published":[],"seven_days":["2026-11-24"],"purged":[]}""", """{"rolled_up":["2026-11-22"],"published":["2026-W47"],"seven_days":["2026-11-25"],"purged":[]}"""),
        (fixture.Early, fixture.OnTime));

    [Theory]
    [InlineData("2026-11-19")]
    [InlineData("2026-11-20", "2026-11-22")]
    public async Task Submit_DaysOfThePublishedWeek_AreLate(params string[] days) =>
        Assert.Equal(Late, (await fixture.Server.SubmitAsync(DayCells([.. days.Select(day => (day, 1))]))).Verdict);

    [Theory]
    [InlineData("2026-11-25T23:59:59Z")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-26T01:00:00+02:00")]
    public async Task Submit_SnapshotOfThePublishedWeek_IsLate(string generated) =>
        Assert.Equal(Late, (await fixture.Server.SubmitAsync(Snapshot().With("/generated", $"\"{generated}\""))).Verdict);

    [Theory]
    [InlineData("2026-11-26")]
    [InlineData("2026-11-26T01:30:00Z")]
    public async Task Submit_SnapshotOfTheNextWeek_IsTaken(string generated) =>
        (await fixture.Server.SubmitAsync(Snapshot().With("/generated", $"\"{generated}\""))).AssertTaken();

    [Fact]
    public async Task Submit_SomeDaysLate_TakesTheOthersAndTellsTheirPositions()
    {
        var report = DayCells(("2026-11-23", 4), ("2026-11-22", 1), ("2026-11-24", 5), ("2026-11-19", 1));
        var answer = await fixture.Server.SubmitAsync(report);
        Assert.Equal("""200 {"status":"ok","receipt":"id","clamped":[],"bucketed":0,"late":[1,3]}""", answer.Verdict);
        answer = await fixture.Server.SubmitAsync(report);
        Assert.Equal("""200 {"status":"duplicate","revision":5,"late":[1,3]}""", answer.Verdict);
    }

    [Fact]
    public async Task Submit_LateReports_CostNothing()
    {
        var token = NewToken();
        for (var round = 0; round <= 10; round++)
        {
            Assert.Equal(Late, (await fixture.Server.SubmitAsync(DayCells(("2026-11-20", 1)).WithToken(token))).Verdict);
        }

        (await fixture.Server.SubmitAsync(DayCells(("2026-11-23", 1)).WithToken(token))).AssertTaken();
    }

    [Fact]
    public async Task Stats_PublishedWeek_AreServedUnderAnotherTag()
    {
        var stats = await fixture.Server.SendAsync("GET", Doors.Stats, ("If-None-Match", fixture.Before.Headers["ETag"]));
        Assert.Equal(200, stats.Status);
        Assert.NotEqual(fixture.Before.Headers["ETag"], stats.Headers["ETag"]);
        Assert.StartsWith(
            """
            {"window":{"name":"week","from":"2026-11-16","to":"2026-11-22","published_at":"2026-11-26T00:15:00+00:00",
            "minimum_submitters":10,"rules_version":2,"simulated":true},
            """.ReplaceLineEndings(""),
            stats.Text,
            StringComparison.Ordinal);
        Assert.Equal(304, (await fixture.Server.SendAsync("GET", Doors.Stats, ("If-None-Match", stats.Headers["ETag"]))).Status);
    }

    [Fact]
    public async Task Stats_ThreeSubmitters_TellNothingOfThem()
    {
        var stats = await fixture.Server.SendAsync("GET", Doors.Stats);
        Assert.Equal(
            """{"total_submissions":null,"unique_submitters":null,"earliest":"2026-11-16","latest":"2026-11-22"}""",
            stats.Json["overview"]!.ToJsonString());
        Assert.Equal("[]", stats.Json["tools"]!.ToJsonString());
        Assert.Equal("[]", stats.Json["clients"]!.ToJsonString());
    }
}
