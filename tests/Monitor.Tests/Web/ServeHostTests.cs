using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Monitor.Watching;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Tests.Web;

/// <summary>The server, as programs and pages use it.</summary>
public sealed class ServeHostTests : IAsyncLifetime
{
    private readonly Folders _folders = new();
    private Serving _serving = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Lines.Append(_folders.Transcript("old"), Lines.Response("old", 100, "old", call: "t-old"), Lines.Result("t-old", session: "old"));
        _serving = await Serving.BeginAsync(_folders);
    }

    public async ValueTask DisposeAsync()
    {
        await _serving.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public void ServeFile_WhileItRuns_IsForItsOwnerAlone()
    {
        var file = ServeFile.Read(_folders.Home)!;
        Assert.Equal((_serving.Host.Port, _serving.Host.Token, Environment.ProcessId), (file.Port, file.Token, file.Pid));
        Assert.Equal(64, file.Token.Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folders.Home.Serve));
        }
    }

    [Fact]
    public async Task Run_APartThatFails_EndsTheOthers()
    {
        using var folders = new Folders();
        var options = new ServeOptions
        {
            Monitor = folders.Options() with { Now = () => throw new InvalidDataException() },
            Port = 0,
            OtlpPort = 0,
            Version = "1.2.3",
        };
        await using var host = await ServeHost.StartAsync(options, HeldIndex.Open(folders.Home));

        await Assert.ThrowsAsync<InvalidDataException>(() => host.RunAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/status")]
    [InlineData("/api/usage/live")]
    [InlineData("/metrics")]
    [InlineData("/nothing")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in?code=0123")]
    public async Task Request_WithoutToken_LearnsNothing(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        _serving.Http.DefaultRequestHeaders.Authorization = null;

        using var response = await _serving.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Request_OfAnotherOrigin_IsForbiddenWithToken(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stop");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _serving.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.False(_serving.Host.Stopping.IsCancellationRequested);
    }

    [Fact]
    public async Task WebSocket_OfAnotherOrigin_IsRefused()
    {
        await Assert.ThrowsAsync<WebSocketException>(() =>
            _serving.ConnectAsync(configure: options =>
            {
                options.SetRequestHeader("Authorization", $"Bearer {_serving.Host.Token}");
                options.SetRequestHeader("Origin", "http://localhost:1");
            })
        );
    }

    [Fact]
    public async Task SignIn_OneCode_OpensThePagesOnce()
    {
        using var made = await _serving.Http.PostAsync("/api/sign-in", null, Cancellation);
        var code = JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancellation))!["code"]!.GetValue<string>();
        _serving.Http.DefaultRequestHeaders.Authorization = null;

        using var entered = await _serving.Http.GetAsync($"/sign-in?code={code}", Cancellation);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Assert.Equal("/", entered.Headers.Location!.ToString());
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Contains("HttpOnly", cookie);
        Assert.Contains("SameSite=Strict", cookie);
        Assert.DoesNotContain(_serving.Host.Token, cookie);
        using var again = await _serving.Http.GetAsync($"/sign-in?code={code}", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        using var page = await _serving.Http.SendAsync(request, Cancellation);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("default-src 'none'; script-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task WebSocket_AsTheSampleClientConnects_GetsWhatIsWritten()
    {
        using var socket = await _serving.ConnectAsync(configure: options =>
        {
            options.AddSubProtocol("tooltime");
            options.AddSubProtocol(_serving.Host.Token);
        });
        Assert.Equal("tooltime", socket.SubProtocol);

        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 7));

        Assert.Equal("SessionStart", (await Serving.NextAsync(socket))["type"]!.GetValue<string>());
        var message = await Serving.NextAsync(socket);
        Assert.Equal("NewMessage", message["type"]!.GetValue<string>());
        Assert.Equal("shop", message["project"]!.GetValue<string>());
        Assert.Equal(7, message["entry"]!["tokens"]!["output"]!.GetValue<long>());
    }

    [Fact]
    public async Task WebSocket_WithASubscriptionAndSince_GetsTheRest()
    {
        using var first = await _serving.ConnectAsync("?types=NewMessage");
        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1), Lines.Response("b", 2000), Lines.Response("c", 3));
        var seen = await Serving.NextAsync(first);
        using var made = await _serving.Http.PostAsync(
            "/api/subscriptions",
            new StringContent("""{"types":["NewMessage"],"min_tokens":1000}"""),
            Cancellation
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancellation))!["id"]!.GetValue<string>();

        using var second = await _serving.ConnectAsync($"?subscription={id}&since={seen["seq"]}");

        Assert.Equal(2000, (await Serving.NextAsync(second))["entry"]!["tokens"]!["output"]!.GetValue<long>());
    }

    [Fact]
    public async Task WebSocket_SinceANumberThatNeverWas_GetsAGapFirst()
    {
        using var socket = await _serving.ConnectAsync("?since=999999");
        Assert.Equal("Gap", (await Serving.NextAsync(socket))["type"]!.GetValue<string>());

        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 1));

        Assert.Equal("SessionStart", (await Serving.NextAsync(socket))["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task WebSocket_OfOneWhoNeverReads_IsCutOffAndNobodyWaits()
    {
        using var deaf = await _serving.ConnectAsync();
        using var other = await _serving.ConnectAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var received = 0;
        var reading = Task.Run(
            async () =>
            {
                var buffer = new byte[64 * 1024];
                while (!limit.IsCancellationRequested)
                {
                    await other.ReceiveAsync(buffer, limit.Token);
                    Interlocked.Increment(ref received);
                }
            },
            Cancellation
        );

        var published = 0;
        while (_serving.Host.Sockets.Cut == 0)
        {
            _serving.Host.Hub.Publish([.. Enumerable.Range(0, 1000).Select(i => Events.Given.Call($"c{i}"))]);
            published += 1000;
            var before = Volatile.Read(ref received);
            await Task.Run(() => SpinWait.SpinUntil(() => Volatile.Read(ref received) > before, TimeSpan.FromSeconds(30)), Cancellation);
        }

        Assert.Equal(1, _serving.Host.Sockets.Cut);
        Assert.InRange(Volatile.Read(ref received), 1, published + 100);
        Assert.Equal(WebSocketState.Open, other.State);
        await limit.CancelAsync();
        await Task.WhenAny(reading);
    }

    [Theory]
    [InlineData("?since=-1", "since")]
    [InlineData("?since=x", "since")]
    [InlineData("?min_tokens=1.5", "min_tokens")]
    [InlineData("?project=", "project")]
    [InlineData("?types=", "types")]
    [InlineData("?types=NewMessage,toolcall", "types")]
    [InlineData("?subscription=none", "subscription")]
    [InlineData("?token=secret", "token")]
    [InlineData("?since=1&since=2", "since")]
    public async Task Live_ABadQuery_NamesWhatIsWrong(string query, string fault)
    {
        using var response = await _serving.Http.GetAsync($"/api/usage/live{query}", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            fault,
            Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["faults"]!.AsArray())!.GetValue<string>()
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"types\":\"NewMessage\"}")]
    [InlineData("{\"types\":[null]}")]
    [InlineData("{\"min_tokens\":-1}")]
    [InlineData("{\"unknown\":1}")]
    public async Task Subscriptions_ABadBody_IsRefused(string body)
    {
        using var response = await _serving.Http.PostAsync("/api/subscriptions", new StringContent(body, Encoding.UTF8), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("day", "period", "2026-11-20")]
    [InlineData("hour", "period", "2026-11-20T11")]
    [InlineData("model", "model", Lines.Model)]
    [InlineData("project", "project", "shop")]
    [InlineData("tool", "name", "Bash")]
    public async Task History_ByEach_IsThatOfTheIndex(string by, string member, string expected)
    {
        var text = await _serving.Http.GetStringAsync($"/api/usage/history?by={by}&from=2026-11-01&to=2026-11-30", Cancellation);

        Assert.Equal(expected, Assert.Single(JsonNode.Parse(text)!["rows"]!.AsArray())![member]!.GetValue<string>());
    }

    [Theory]
    [InlineData("?by=week", "by")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?from=2026-11-20&to=2026-11-19", "from")]
    [InlineData("?days=0", "days")]
    [InlineData("?limit=1", "limit")]
    public async Task History_ABadQuery_NamesWhatIsWrong(string query, string fault)
    {
        using var response = await _serving.Http.GetAsync($"/api/usage/history{query}", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            fault,
            Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["faults"]!.AsArray())!.GetValue<string>()
        );
    }

    [Fact]
    public async Task Overview_WithWorkToday_HasTotalsSessionsAndCalls()
    {
        using var socket = await _serving.ConnectAsync("?types=ToolCall");
        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 50, call: "t1"));
        await Serving.NextAsync(socket);

        var view = JsonNode.Parse(await _serving.Http.GetStringAsync("/api/overview", Cancellation))!;

        Assert.Equal("Bash", view["calls"]![0]!["tool"]!.GetValue<string>());
        Assert.Equal("shop", view["sessions"]![0]!["project"]!.GetValue<string>());
        Assert.Equal(100, view["today"]!["output_tokens"]!.GetValue<long>() / 100 * 100);
        Assert.Equal("2026-11-20T11:00:00Z", view["window"]!["start"]!.GetValue<string>());
        // It is 12:00, and the only response was at 11:00: four more hours like the first.
        Assert.Equal(
            5 * view["window"]!["cost_usd"]!.GetValue<decimal>(),
            view["window"]!["projected_cost_usd"]!["expected"]!.GetValue<decimal>()
        );
    }

    [Theory]
    [InlineData("2026-11-20T22:00-05:00", "America/New_York", "2026-11-20")]
    [InlineData("2026-11-20T22:00-05:00", "UTC", "2026-11-21")]
    [InlineData("2026-11-20", "Asia/Tokyo", "2026-11-20")]
    public void History_AnInstant_IsItsDayInTheUsersZone(string from, string zone, string day)
    {
        var query = new QueryCollection(new Dictionary<string, StringValues> { ["from"] = from });
        var history = History.Read(query, new(2026, 11, 30), TimeZoneInfo.FindSystemTimeZoneById(zone), out var faults);

        Assert.Empty(faults);
        Assert.Equal(DateOnly.Parse(day), history.From);
    }

    [Fact]
    public async Task Start_PortThatNeedsMoreRights_IsRefusedInWords()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess || !OperatingSystem.IsLinux(), "Here every port may be had.");
        using var folders = new Folders();
        var options = new ServeOptions { Monitor = folders.Options(), Port = 0, OtlpPort = 1, Version = "1.2.3" };
        using (var held = HeldIndex.Open(folders.Home))
        {
            var refused = await Assert.ThrowsAsync<ConfigException>(() => ServeHost.StartAsync(options with { Port = 1 }, held));
            Assert.Contains("Port 1 cannot be used", refused.Message, StringComparison.Ordinal);
        }

        await using var host = await ServeHost.StartAsync(options, HeldIndex.Open(folders.Home));
        Assert.Null(host.OtlpPort);
    }

    [Fact]
    public async Task Metrics_AfterAResponse_CountIt()
    {
        using var socket = await _serving.ConnectAsync("?types=NewMessage");
        Lines.Append(_folders.Transcript("s"), Lines.Response("a", 50));
        await Serving.NextAsync(socket);

        var metrics = await _serving.Http.GetStringAsync("/metrics", Cancellation);

        Assert.Contains($"tooltime_tokens_total{{client=\"claude-code\",model=\"{Lines.Model}\",kind=\"output\"}} 50\n", metrics);
        Assert.Contains("tooltime_subscribers 1\n", metrics);
    }

    [Fact]
    public async Task Stop_ByAProgram_EndsIt()
    {
        using var socket = await _serving.ConnectAsync();
        using var stopped = await _serving.Http.PostAsync("/api/stop", null, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, stopped.StatusCode);
        var received = await socket.ReceiveAsync(new byte[16], Cancellation);
        Assert.Equal(WebSocketMessageType.Close, received.MessageType);
    }

    [Theory]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/status", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/api/status", HttpStatusCode.OK)]
    [InlineData("GET", "/api/security?acknowledged=maybe", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/usage/live", HttpStatusCode.UpgradeRequired)]
    public async Task Request_ForWhatIsNotThere_IsSaid(string method, string path, HttpStatusCode status)
    {
        using var response = await _serving.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        Assert.Equal(status, response.StatusCode);
    }
}
