using System.Text.Json.Nodes;
using ToolTime.TestServer;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>Ten accepted submissions per token and UTC day, with a clock that these tests move.</summary>
public sealed class QuotaTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Limit = 10;

    private static readonly Fault OverQuota = new("", "quota");

    [Fact]
    public async Task Submit_EleventhOfADay_IsRefusedUntilTheNext()
    {
        fixture.Server.SetClock(Now);
        var token = NewToken();
        await TakeAsync(token, Limit);

        var answer = await fixture.Server.SubmitAsync(Number(token, Limit));
        answer.AssertFaults(429, OverQuota);
        Assert.Equal(
            ("3600", "\"token\";q=10;w=86400", "\"token\";r=0;t=3600"),
            (answer.Headers["Retry-After"], answer.Headers["RateLimit-Policy"], answer.Headers["RateLimit"]));

        fixture.Server.SetClock(new(2026, 11, 24, 23, 59, 59, 500, TimeSpan.Zero));
        answer = await fixture.Server.SubmitAsync(Number(token, Limit));
        answer.AssertFaults(429, OverQuota);
        Assert.Equal(("1", "\"token\";r=0;t=1"), (answer.Headers["Retry-After"], answer.Headers["RateLimit"]));

        fixture.Server.SetClock(new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));
        (await fixture.Server.SubmitAsync(Number(token, Limit))).AssertTaken();
    }

    [Fact]
    public async Task Submit_DayCellsAndSnapshots_ShareTheLimit()
    {
        fixture.Server.SetClock(Now);
        var token = NewToken();
        await TakeAsync(token, Limit - 2);
        (await fixture.Server.SubmitAsync(DayCell().WithToken(token))).AssertTaken();
        (await fixture.Server.SubmitAsync(DayCells(("2026-11-22", 1), ("2026-11-23", 1)).WithToken(token))).AssertTaken();
        (await fixture.Server.SubmitAsync(Number(token, Limit))).AssertFaults(429, OverQuota);
        (await fixture.Server.SubmitAsync(DayCells(("2026-11-21", 1)).WithToken(token))).AssertFaults(429, OverQuota);
        (await fixture.Server.SubmitAsync(Number(NewToken(), 0))).AssertTaken();
    }

    [Fact]
    public async Task Submit_DuplicatesAndRefusals_CostNothing()
    {
        fixture.Server.SetClock(Now);
        var token = NewToken();
        await TakeAsync(token, Limit - 1);
        for (var round = 0; round <= Limit; round++)
        {
            Assert.Equal("""200 {"status":"duplicate"}""", (await fixture.Server.SubmitAsync(Number(token, 0))).Verdict);
            (await fixture.Server.SubmitAsync(Number(token, -1))).AssertFaults(400, new Fault("/total_events", "range"));
            (await fixture.Server.SubmitAsync(Number(token, Limit).ToBytes(), signature: "00")).AssertFaults(
                401,
                new Fault("", "signature")
            );
            (await fixture.Server.SubmitAsync(Number(token, Limit).With("/generated", "\"2026-11-01\""))).AssertFaults(
                400,
                new Fault("/generated", "too_old")
            );
        }

        (await fixture.Server.SubmitAsync(Number(token, Limit))).AssertTaken();
        (await fixture.Server.SubmitAsync(Number(token, Limit + 1))).AssertFaults(429, OverQuota);
    }

    [Fact]
    public async Task Submit_DuplicateOverTheLimit_IsADuplicate()
    {
        fixture.Server.SetClock(Now);
        var token = NewToken();
        await TakeAsync(token, Limit);
        (await fixture.Server.SubmitAsync(Number(token, Limit))).AssertFaults(429, OverQuota);
        for (var number = 0; number < Limit; number++)
        {
            Assert.Equal("""200 {"status":"duplicate"}""", (await fixture.Server.SubmitAsync(Number(token, number))).Verdict);
        }
    }

    [Fact]
    public async Task Submit_ManyAtOnce_AreTakenUpToTheLimit()
    {
        fixture.Server.SetClock(Now);
        var token = NewToken();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3 * Limit).Select(number => fixture.Server.SubmitAsync(Number(token, number)))
        );
        Assert.Equal((Limit, 2 * Limit), (answers.Count(answer => answer.Status == 200), answers.Count(answer => answer.Status == 429)));
    }

    [Fact]
    public async Task Submit_AfterARestart_TheLimitAndTheDuplicatesAreStillKnown()
    {
        fixture.Server.SetClock(Now);
        var token = NewToken();
        var cell = DayCell().WithToken(token);
        (await fixture.Server.SubmitAsync(cell)).AssertTaken();
        await TakeAsync(token, Limit - 1);

        Assert.Equal(0, await fixture.Server.StopAsync());
        await fixture.Server.StartAsync();
        (await fixture.Server.SubmitAsync(Number(token, Limit))).AssertFaults(429, OverQuota);
        Assert.Equal("""200 {"status":"duplicate"}""", (await fixture.Server.SubmitAsync(Number(token, 0))).Verdict);
        Assert.Equal("""200 {"status":"duplicate","revision":7}""", (await fixture.Server.SubmitAsync(cell)).Verdict);
    }

    [Fact]
    public async Task Submit_NoLimit_TakesAll()
    {
        await using var server = await InProcessServer.StartAsync(Now, "--Ingestion:PerTokenPerDay", "0");
        var token = NewToken();
        for (var number = 0; number <= Limit; number++)
        {
            (await server.SubmitAsync(Number(token, number))).AssertTaken();
        }
    }

    /// <summary>A snapshot that differs from the token's others by its number.</summary>
    private static JsonObject Number(string token, int number) => Snapshot().WithToken(token).With("/total_events", $"{number}");

    private async Task TakeAsync(string token, int count)
    {
        for (var number = 0; number < count; number++)
        {
            (await fixture.Server.SubmitAsync(Number(token, number))).AssertTaken();
        }
    }
}
