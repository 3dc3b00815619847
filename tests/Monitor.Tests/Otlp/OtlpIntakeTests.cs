using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Monitor.Otlp;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Monitor.Tests.Web;
using ToolTime.Monitor.Watching;
using ToolTime.Monitor.Web;

namespace ToolTime.Monitor.Tests.Otlp;

/// <summary>The port for telemetry, as agents and others use it.</summary>
public sealed class OtlpIntakeTests : IAsyncLifetime
{
    private readonly Folders _folders = new();
    private Sending _sending = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _sending = await Sending.BeginAsync(_folders);

    public async ValueTask DisposeAsync()
    {
        await _sending.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public async Task Logs_OfASessionThatNothingElseTellsOf_AreEventsAndFigures()
    {
        using var socket = await _sending.Serving.ConnectAsync("?types=NewMessage,ToolCall");

        Assert.Equal(200, await _sending.PostAsync("v1/logs", Sending.Session("s1")));

        var message = await Serving.NextAsync(socket);
        Assert.Equal("s1", message["session_id"]!.GetValue<string>());
        Assert.Equal(7, message["entry"]!["tokens"]!["output"]!.GetValue<long>());
        var call = await Serving.NextAsync(socket);
        Assert.Equal(("Bash", "ok", 12), (call["tool"]!.GetValue<string>(), call["outcome"]!.GetValue<string>(), call["duration_ms"]!.GetValue<int>()));
        var history = await _sending.Serving.Http.GetStringAsync("api/usage/history?by=model&from=2026-11-20&to=2026-11-20", Cancellation);
        Assert.Contains("claude-opus-4-6", history);
    }

    [Fact]
    public async Task Logs_OfASessionWhoseTranscriptIsFoundLater_AreEventsOnce()
    {
        using var socket = await _sending.Serving.ConnectAsync("?types=NewMessage,ToolCall");
        Assert.Equal(200, await _sending.PostAsync("v1/logs", Sending.Session("s1", Lines.Model)));
        var reported = (await Serving.NextAsync(socket))["entry"]!["tokens"]!;
        Assert.Equal("Bash", (await Serving.NextAsync(socket))["tool"]!.GetValue<string>());

        Lines.Append(
            _folders.Transcript("s1"),
            Lines.Response("a", 3, "s1", call: "t-s1"),
            Lines.Response("b", 50, "s1", call: "t-2"),
            Lines.Response("c", 9, "last")
        );

        var (output, calls) = (reported["output"]!.GetValue<long>(), new HashSet<string>());
        while (output < 62 || calls.Count < 2)
        {
            var happened = await Serving.NextAsync(socket);
            if (happened["type"]!.GetValue<string>() is "ToolCall")
            {
                calls.Add(happened["call"]!.GetValue<string>());
            }
            else
            {
                output += happened["entry"]!["tokens"]!["output"]!.GetValue<long>();
            }
        }

        Assert.Equal((62, 2), (output, calls.Count));
        var live = JsonNode.Parse(await _sending.Serving.Http.GetStringAsync("api/overview", Cancellation))!["sessions"]!.AsArray();
        Assert.Equal(2, live.Single(session => session!["session_id"]!.GetValue<string>() is "s1")!["calls"]!.GetValue<int>());
    }

    [Fact]
    public async Task Logs_SentTwicePackedAndInPieces_AreAnsweredAlike()
    {
        var body = Sending.Session("s1");
        Assert.Equal(200, await _sending.PostAsync("v1/logs", Sending.Packed(body), encoding: "x-gzip"));
        Assert.Equal(200, await _sending.PostAsync("v1/logs", [0xEF, 0xBB, 0xBF, .. body], isChunked: true));
        Assert.Equal(200, await _sending.PostAsync("v1/logs", Sending.Packed(body), encoding: "gzip", isChunked: true));

        Assert.Equal(6, _sending.Recorded.Count);
        Assert.Equal(2, _sending.Recorded.Distinct().Count());
        Assert.Equal(new IntakeStatus { Requests = 3, Records = 6, Events = 6 }, _sending.Serving.Host.Intake);
    }

    [Theory]
    [InlineData("v1/metrics", "application/json")]
    [InlineData("v1/traces", "application/x-protobuf")]
    public async Task MetricsAndTraces_AreAnsweredAndDropped(string path, string type)
    {
        Assert.Equal(200, await _sending.PostAsync(path, [1, 2, 3], type));
        Assert.Empty(_sending.Recorded);
    }

    [Theory]
    [InlineData("{", "application/json", null, 400)]
    [InlineData("{}", "text/plain", null, 415)]
    [InlineData("{}", "application/json", "br", 415)]
    [InlineData("{}", "application/json", "gzip", 400)]
    [InlineData("no", "application/x-protobuf", null, 400)]
    public async Task Logs_ThatAreNone_AreRefused(string body, string type, string? encoding, int status)
    {
        Assert.Equal(status, await _sending.PostAsync("v1/logs", Encoding.ASCII.GetBytes(body), type, encoding));
        Assert.Empty(_sending.Recorded);
    }

    /// <summary>A google.rpc.Status: <c>{"message": …}</c>, or field 2 of the message.</summary>
    [Theory]
    [InlineData("application/json", "{\"message\":\"It is not what OTLP defines.\"}")]
    [InlineData("application/x-protobuf", "\u0012\u001CIt is not what OTLP defines.")]
    public async Task Logs_ThatAreNone_AreToldWhyInTheirForm(string type, string body)
    {
        using var content = new ByteArrayContent("no"u8.ToArray());
        content.Headers.ContentType = new(type);

        using var response = await _sending.Http.PostAsync("v1/logs", content, Cancellation);

        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Logs_ThatUnpackToMoreThanIsTaken_AreRefused()
    {
        var bomb = Sending.Packed(new byte[OtlpIntake.MaxBytes + 1]);
        Assert.InRange(bomb.Length, 1, 256 * 1024);
        Assert.Equal(413, await _sending.PostAsync("v1/logs", bomb, encoding: "gzip"));
        Assert.Equal(413, await _sending.PostAsync("v1/logs", new byte[OtlpIntake.MaxBodyBytes + 1], isChunked: true));
        Assert.Equal(200, await _sending.PostAsync("v1/logs", Sending.Session("s1")));
    }

    [Theory]
    [InlineData("Host", "evil.example", 403)]
    [InlineData("Host", "127.0.0.1", 403)]
    [InlineData("Origin", "http://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 403)]
    public async Task Request_OfAPageOrToAnotherName_IsRefusedWithToken(string header, string value, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/logs") { Content = new ByteArrayContent(Sending.Session("s1")) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _sending.Http.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.DoesNotContain(response.Headers, one => one.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(_sending.Recorded);
        Assert.Equal(1, _sending.Serving.Host.Intake!.Refused);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer 0123")]
    [InlineData("Basic dG9vbDp0aW1l")]
    public async Task Request_WithoutTheToken_IsRefused(string? authorization)
    {
        using var http = new HttpClient { BaseAddress = _sending.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/logs") { Content = new ByteArrayContent(Sending.Session("s1")) };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(_sending.Recorded);
    }

    [Fact]
    public async Task Token_OfTheIntake_LetsNobodyRead()
    {
        _sending.Serving.Http.DefaultRequestHeaders.Authorization = _sending.Http.DefaultRequestHeaders.Authorization;
        using var pages = await _sending.Serving.Http.GetAsync("api/status", Cancellation);
        using var other = await _sending.Http.GetAsync("api/status", Cancellation);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NotFound), (pages.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task Serve_OnATakenPort_GoesOnWithoutTelemetry()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folders = new Folders();
        var options = new ServeOptions
        {
            Monitor = folders.Options(),
            Port = 0,
            OtlpPort = ((IPEndPoint)taken.LocalEndpoint).Port,
            Version = "1.2.3",
        };
        await using var host = await ServeHost.StartAsync(options, HeldIndex.Open(folders.Home));
        Assert.Equal((null, null), (host.OtlpPort, host.Intake));
        Assert.Null(ServeFile.Read(folders.Home)!.OtlpPort);
    }

    [Fact]
    public async Task Status_SaysWhereTelemetryIsTakenIn()
    {
        await _sending.PostAsync("v1/logs", Sending.Session("s1"));
        var status = JsonNode.Parse(await _sending.Serving.Http.GetStringAsync("api/status", Cancellation))!;
        Assert.Equal(_sending.Serving.Host.OtlpPort, status["otlp_port"]!.GetValue<int>());
        Assert.Equal(2, status["otlp"]!["events"]!.GetValue<int>());
        Assert.Equal(_sending.Serving.Host.OtlpPort, ServeFile.Read(_folders.Home)!.OtlpPort);
    }
}
