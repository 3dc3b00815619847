using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Monitor.Watching;
using ToolTime.Monitor.Web;

namespace ToolTime.Monitor.Tests.Insights;

/// <summary>Insights as `tooltime serve` answers and publishes them.</summary>
public sealed class InsightWatchTests : IAsyncLifetime
{
    private readonly Folders _folders = new();
    private readonly Conversation _talk = new();
    private readonly HttpClient _client = new();
    private ServeHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            _talk.Bash("npm test", fails: true);
        }

        _talk.Sessions();
        var options = _folders.Options(null) with { Environment = _talk.Environment, Now = () => _talk.At.AddDays(1) };
        _host = await ServeHost.StartAsync(
            new ServeOptions
            {
                Monitor = options,
                Port = 0,
                OtlpPort = 0,
                Version = "test",
            },
            HeldIndex.Open(_folders.Home)
        );
        _client.BaseAddress = new Uri($"http://127.0.0.1:{_host.Port}");
        _client.DefaultRequestHeaders.Authorization = new("Bearer", _host.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _client.Dispose();
        _talk.Dispose();
        _folders.Dispose();
    }

    [Fact]
    public async Task Get_Insights_AreThoseOfTheTranscripts()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _client.GetAsync("/api/insights", Stop)).StatusCode);
        var running = _host.RunAsync();
        await _host.Collector.Ready.WaitAsync(Stop);
        var view = await _client.GetFromJsonAsync<JsonElement>("/api/insights", Stop);
        var insight = Assert.Single(view.GetProperty("insights").EnumerateArray());
        Assert.Equal("retries.unchanged", insight.GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, view.GetProperty("sentiment").ValueKind);
        Assert.Equal(30, view.GetProperty("unusual").GetProperty("needed").GetInt32());
        Assert.Empty(
            (await _client.GetFromJsonAsync<JsonElement>("/api/insights?project=other", Stop)).GetProperty("insights").EnumerateArray()
        );
        _host.Stop();
        await running;
    }

    [Theory]
    [InlineData("days=0")]
    [InlineData("days=367")]
    [InlineData("days=x")]
    [InlineData("project=%00")]
    public async Task Get_QueryThatIsFaulty_IsRefused(string query) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.GetAsync($"/api/insights?{query}", Stop)).StatusCode);

    [Fact]
    public async Task Publish_SameInsightTwice_IsAlertedOfOnce()
    {
        var alerts = new List<LiveEvent>();
        _host.Hub.Published += alerts.Add;
        using var watch = new InsightWatch(_host.Options.Monitor, _host.Hub, _host.Collector);
        using var after = new InsightWatch(_host.Options.Monitor, _host.Hub, _host.Collector);

        watch.Publish(await watch.ReadAsync(30, project: null, Stop));
        after.Publish(await after.ReadAsync(30, project: null, Stop));

        var alert = Assert.IsType<InsightAlert>(Assert.Single(alerts));
        Assert.Equal(("retries.unchanged", "s1", "shop"), (alert.Kind, alert.SessionId, alert.Project));
        Assert.DoesNotContain("npm", JsonSerializer.Serialize(alert, EventJson.Default.LiveEvent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_InsightThatNeverWentAway_IsAlertedOfOnce()
    {
        var alerts = new List<LiveEvent>();
        _host.Hub.Published += alerts.Add;
        var document = await new InsightWatch(_host.Options.Monitor, _host.Hub, _host.Collector).ReadAsync(30, project: null, Stop);
        foreach (var day in (int[])[0, 5, 10, 20])
        {
            var options = _host.Options.Monitor with { Now = () => _talk.At.AddDays(day) };
            using var watch = new InsightWatch(options, _host.Hub, _host.Collector);
            watch.Publish(document);
        }

        Assert.Equal([0, 20], alerts.OfType<InsightAlert>().Select(alert => (DateTimeOffset.Parse(alert.At) - _talk.At).Days));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
