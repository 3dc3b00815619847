using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Changes;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Grains.Webhooks;
using ToolTime.Webhooks;

namespace ToolTime.Grains.Tests.Webhooks;

public sealed class WebhookGrainTests : GrainTest
{
    private const string Secret = "0123456789abcdef";

    private Receiver _receiver = null!;
    private IsoWeek _next = Given.Week;

    private IEnumerable<string> Weeks => _receiver.Received.Select(sent => sent.Week);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    private protected override async Task<GrainHost> StartAsync()
    {
        _receiver = await Receiver.StartAsync();
        return await GrainHost.StartAsync(null, ("Webhooks:Urls:0", _receiver.Address), ("Webhooks:Secret", Secret));
    }

    [Fact]
    public async Task SendDueAsync_WeekAfterWeek_EachIsSentOnceAndSigned()
    {
        await SendAsync();
        await PublishAsync(3);
        await SendAsync();
        await SendAsync();
        await PublishAsync(1);
        await SendAsync();

        Assert.Equal(["2026-W49", "2026-W50"], Weeks);
        var (body, week, signature) = _receiver.Received.First();
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)), signature);
        Assert.Equal(week, JsonSerializer.Deserialize(body, ChangesJson.Default.WeekChanges)!.Week);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(404)]
    public async Task SendDueAsync_ARefusal_IsTriedAgainLaterAndLosesNothing(int status)
    {
        await PublishAsync(2);
        _receiver.Status = status;
        await SendAsync();
        await SendAsync();
        Assert.Single(_receiver.Received);

        await PublishAsync(1);
        _receiver.Status = 200;
        await SendAsync();
        Assert.Equal(["2026-W48", "2026-W48", "2026-W49"], Weeks);
    }

    [Fact]
    public async Task SendDueAsync_AfterARestart_GoesOnWhereItWas()
    {
        await PublishAsync(2);
        await SendAsync();
        await Host.RestartAsync();
        await SendAsync();
        await PublishAsync(1);
        await SendAsync();

        Assert.Equal(["2026-W48", "2026-W49"], Weeks);
    }

    [Fact]
    public async Task SendDueAsync_AnotherAddress_IsSentNothing()
    {
        await PublishAsync(2);
        await Host.Grains.GetGrain<IWebhookGrain>(WebhookGrain.KeyOf(_receiver.Address + "/old")).SendDueAsync();
        await SendAsync();

        Assert.Single(Weeks);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(8, 640)]
    [InlineData(9, 720)]
    [InlineData(60, 720)]
    public void RetryAfter_EachFailure_Doubles(int failures, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), WebhookGrain.RetryAfter(failures));

    [Fact]
    public async Task Maintenance_LooksAtWebhooks_AndWaitsForNone()
    {
        await PublishAsync(2);
        Assert.Equal("idle", (await RunAllAsync())[^1]);
        while (_receiver.Received.IsEmpty)
        {
            await Task.Yield();
        }

        Assert.Single(Weeks);
    }

    private Task SendAsync() => Host.Grains.GetGrain<IWebhookGrain>(WebhookGrain.KeyOf(_receiver.Address)).SendDueAsync();

    /// <summary>Publishes the next weeks, each when it becomes final.</summary>
    private async Task PublishAsync(int weeks)
    {
        for (; weeks > 0; weeks--)
        {
            Host.Clock.Now = _next.EndExclusive.AddDays(15);
            await PublishAsync($"week:{_next}");
            _next = IsoWeek.Containing(_next.FirstDay.AddDays(7));
        }
    }
}
