using System.Globalization;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>Neither too old nor from the future, with a clock that these tests move.</summary>
public sealed class TimeTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Night = "2026-11-24T23:00:00Z";
    private const string Evening = "2026-11-24T22:59:59Z";
    private const string Noon = "2026-11-24T12:34:56.7890123Z";

    [Theory]
    [InlineData(Night, "2026-11-25T00:00:00Z")]
    [InlineData(Night, "2026-11-25")]
    [InlineData(Night, "2026-11-25T13:00:00+13:00")]
    [InlineData(Night, "2026-11-17T23:00:00Z")]
    [InlineData(Night, "2026-11-17T13:00:00-10:00")]
    [InlineData(Noon, "2026-11-24T13:34:56.7890123Z")]
    [InlineData(Noon, "2026-11-17T12:34:56.7890123Z")]
    [InlineData(Noon, "2026-11-18")]
    public async Task Submit_SnapshotOfTheLastSevenDays_IsTaken(string now, string generated)
    {
        SetClock(now);
        (await fixture.Server.SubmitAsync(Snapshot().With("/generated", $"\"{generated}\""))).AssertTaken();
    }

    [Theory]
    [InlineData(Night, "2026-11-25T00:00:00.0000001Z", "in_future")]
    [InlineData(Night, "2026-11-25T00:01", "in_future")]
    [InlineData(Night, "2026-11-24T23:00:00-02:00", "in_future")]
    [InlineData(Evening, "2026-11-25", "in_future")]
    [InlineData(Night, "2026-11-26", "in_future")]
    [InlineData(Night, "2099-01-01", "in_future")]
    [InlineData(Noon, "2026-11-24T13:34:56.7890124Z", "in_future")]
    [InlineData(Night, "2026-11-17T22:59:59.9999999Z", "too_old")]
    [InlineData(Night, "2026-11-17T23:30:00+01:00", "too_old")]
    [InlineData(Night, "2026-11-17", "too_old")]
    [InlineData(Noon, "2026-11-17", "too_old")]
    [InlineData(Noon, "2026-11-17T12:34:56.7890122Z", "too_old")]
    [InlineData(Night, "2023-12-31", "too_old")]
    [InlineData(Night, "1999-12-31", "too_old")]
    [InlineData(Night, "0002-01-01", "too_old")]
    [InlineData(Night, "9999-12-31", "in_future")]
    public async Task Submit_SnapshotOfAnotherTime_IsRefused(string now, string generated, string code)
    {
        SetClock(now);
        (await fixture.Server.SubmitAsync(Snapshot().With("/generated", $"\"{generated}\""))).AssertFaults(
            400,
            new Fault("/generated", code)
        );
    }

    [Theory]
    [InlineData(Night, "2026-11-17")]
    [InlineData(Night, "2026-11-24")]
    [InlineData(Night, "2026-11-25")]
    [InlineData(Evening, "2026-11-24")]
    [InlineData(Noon, "2026-11-17")]
    [InlineData("2026-11-24T00:00:00Z", "2026-11-17")]
    public async Task Submit_DayOfTheLastSevenDays_IsTaken(string now, string day)
    {
        SetClock(now);
        (await fixture.Server.SubmitAsync(DayCells((day, 1)))).AssertTaken();
    }

    [Theory]
    [InlineData(Night, "2026-11-26", "in_future")]
    [InlineData(Evening, "2026-11-25", "in_future")]
    [InlineData(Night, "9999-12-31", "in_future")]
    [InlineData(Night, "2026-11-16", "too_old")]
    [InlineData(Noon, "2026-11-16", "too_old")]
    [InlineData("2026-11-24T00:00:00Z", "2026-11-16", "too_old")]
    [InlineData(Night, "2023-12-31", "too_old")]
    [InlineData(Night, "0001-01-01", "too_old")]
    public async Task Submit_DayOfAnotherTime_IsRefused(string now, string day, string code)
    {
        SetClock(now);
        (await fixture.Server.SubmitAsync(DayCells((day, 1)))).AssertFaults(400, new Fault("/days/0/day", code));
    }

    [Fact]
    public async Task Submit_SeveralDaysOfAnotherTime_ListsEachAndStoresNone()
    {
        SetClock(Night);
        var token = NewToken();
        (await fixture.Server.SubmitAsync(DayCells(("2026-11-16", 1), ("2026-11-24", 1), ("2026-11-26", 1)).WithToken(token)))
            .AssertFaults(400, new Fault("/days/0/day", "too_old"), new Fault("/days/2/day", "in_future"));
        (await fixture.Server.SubmitAsync(DayCells(("2026-11-24", 1)).WithToken(token))).AssertTaken();
    }

    [Fact]
    public async Task Submit_SameReportOnceItIsTooOld_IsTooOldAndNoDuplicate()
    {
        SetClock(Night);
        var report = Snapshot();
        (await fixture.Server.SubmitAsync(report)).AssertTaken();
        SetClock("2026-12-02T00:00:00Z");
        (await fixture.Server.SubmitAsync(report)).AssertFaults(400, new Fault("/generated", "too_old"));
    }

    private void SetClock(string now) => fixture.Server.SetClock(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
}
