using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Publication;

/// <summary>Once a week is published, it is served, and its reports are still accepted.</summary>
public sealed class PublishedWeekTests(PublishedWeekFixture fixture) : IClassFixture<PublishedWeekFixture>
{
    [Fact]
    public void RunMaintenance_AWeekEnds_PublishesIt() =>
        Assert.Equal(
            (
                """{"rolled_up":["2026-11-20"],"published":[],"seven_days":[],"purged":[],"telemetry":[],"telemetry_purged":[]}""",
                """{"rolled_up":["2026-11-22"],"published":["2026-W47"],"seven_days":[],"purged":[],"telemetry":[],"telemetry_purged":[]}"""
            ),
            (fixture.Early, fixture.OnTime)
        );

    [Theory]
    [InlineData("2026-11-19")]
    [InlineData("2026-11-20", "2026-11-22")]
    public async Task Submit_DaysOfAPublishedWeek_AreTaken(params string[] days) =>
        (await fixture.Server.SubmitAsync(DayCells([.. days.Select(day => (day, 1))]))).AssertTaken();

    [Fact]
    public async Task Submit_ASnapshotOfAPublishedWeek_IsTaken() =>
        (await fixture.Server.SubmitAsync(Snapshot().With("/generated", "\"2026-11-20\""))).AssertTaken();

    [Fact]
    public async Task Stats_PublishedWeek_AreServedUnderAnotherTag()
    {
        var stats = await fixture.Server.SendAsync(
            "GET",
            Endpoints.Stats + "?window=week",
            ("If-None-Match", fixture.Before.Headers["ETag"])
        );
        Assert.Equal(200, stats.Status);
        Assert.NotEqual(fixture.Before.Headers["ETag"], stats.Headers["ETag"]);
        Assert.StartsWith(
            """
            {"window":{"name":"week","from":"2026-11-16","to":"2026-11-22","submitters":null,"reports":null,"published_at":"2026-11-23T00:00:00+00:00",
            "final":false,"minimum_submitters":10,"rules_version":2,"simulated":true},
            """.ReplaceLineEndings(""),
            stats.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            304,
            (await fixture.Server.SendAsync("GET", Endpoints.Stats + "?window=week", ("If-None-Match", stats.Headers["ETag"]))).Status
        );
    }

    [Fact]
    public async Task Stats_ThreeSubmitters_TellNothingOfThem()
    {
        var stats = await fixture.Server.SendAsync("GET", Endpoints.Stats + "?window=week");
        Assert.Equal(
            """{"total_submissions":null,"unique_submitters":null,"earliest":"2026-11-16","latest":"2026-11-22"}""",
            stats.Json["overview"]!.ToJsonString());
        Assert.Equal("[]", stats.Json["tools"]!.ToJsonString());
        Assert.Equal("[]", stats.Json["clients"]!.ToJsonString());
    }
}
