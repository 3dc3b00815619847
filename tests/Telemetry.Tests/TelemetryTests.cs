using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;

namespace ToolTime.Telemetry.Tests;

/// <summary>The client against servers of every kind.</summary>
public sealed partial class TelemetryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-telemetry-").FullName;
    private readonly FakeTimeProvider _clock = new();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Task_EverythingThatIsKnown_IsSentInTheFormOfTheWire()
    {
        using var handler = new RecordingHandler();
        await using (var telemetry = Start(handler, brand: "acme"))
        {
            telemetry.Task(new()
            {
                Outcome = TaskOutcome.Error,
                Error = ErrorKind.RateLimited,
                Model = "gpt-5",
                Provider = "openai",
                Iterations = 3,
                Duration = TimeSpan.FromSeconds(41.2345),
                CostUsd = 0.01234567m,
                CostSource = CostSource.Estimated,
                PromptTokens = 1,
                CompletionTokens = 2,
                CacheCreationTokens = 3,
                CacheReadTokens = 4,
                CacheTotalRequests = 5,
                CacheHitRequests = 6,
            });
        }

        var (path, body) = Assert.Single(handler.Requests);
        Assert.Equal("/v1/api/telemetry/my-tool/task", path);
        Assert.Equal(
            """{"device_id":"ID","version":"1.2.3","brand":"acme","model":"gpt-5","provider":"openai","status":"error","error_kind":"RateLimited","iterations":3,"duration_ms":41234,"cost_usd":0.012346,"cost_source":"estimated","prompt_tokens":1,"completion_tokens":2,"cache_creation_tokens":3,"cache_read_tokens":4,"cache_total_requests":5,"cache_hit_requests":6}""",
            Id.Replace(body, "ID"));
    }

    [Fact]
    public async Task Task_NothingKnownOrOutOfBounds_IsLeftOut()
    {
        using var handler = new RecordingHandler();
        await using (var telemetry = Start(handler))
        {
            telemetry.Task(new());
            telemetry.Task(new()
            {
                Iterations = -1,
                Duration = TimeSpan.FromDays(31),
                CostUsd = -0.1m,
                PromptTokens = long.MaxValue,
                Model = new('x', 129),
                Error = (ErrorKind)999,
            });
        }

        Assert.All(handler.Requests, request => Assert.Equal("""{"device_id":"ID","version":"1.2.3"}""", Id.Replace(request.Body, "ID")));
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task Startup_OfAProgram_NamesSystemAndRuntime()
    {
        using var handler = new RecordingHandler();
        await using (var telemetry = Start(handler))
        {
            telemetry.Startup();
        }

        var (path, body) = Assert.Single(handler.Requests);
        Assert.Equal("/v1/api/telemetry/my-tool/startup", path);
        Assert.Matches("""^\{"device_id":"[0-9a-f]{32}","version":"1.2.3","os":"[a-z]+","runtime_version":"[0-9]+\.[0-9]+\.[0-9]+","launch_source":"cli"\}$""", body);
    }

    [Theory]
    [InlineData("/.dockerenv", "docker")]
    [InlineData("/run/.containerenv", "podman")]
    public async Task Startup_InAContainer_NamesItsKind(string file, string kind)
    {
        using var handler = new RecordingHandler();
        await using (var telemetry = Start(handler, container: file))
        {
            telemetry.Startup();
        }

        Assert.Contains($"\"container\":\"{kind}\"", handler.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOOLTIME_TELEMETRY", "0")]
    [InlineData("TOOLTIME_TELEMETRY", "False")]
    [InlineData("TOOLTIME_TELEMETRY", " off ")]
    [InlineData("MY_TOOL_TELEMETRY", "no")]
    [InlineData("DO_NOT_TRACK", "1")]
    [InlineData("DO_NOT_TRACK", "true")]
    [InlineData("CI", "true")]
    [InlineData("GITHUB_ACTIONS", "true")]
    [InlineData("JENKINS_URL", "http://ci")]
    public async Task Start_AVariableSaysNo_SendsAndWritesNothing(string variable, string value)
    {
        using var handler = new RecordingHandler();
        var notices = 0;
        await using (var telemetry = Start(handler, environment: name => name == variable ? value : null, notice: () => notices++))
        {
            Assert.False(telemetry.IsEnabled);
            telemetry.Startup();
            telemetry.Task(new());
        }

        Assert.Empty(handler.Requests);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
        Assert.Equal(0, notices);
    }

    [Theory]
    [InlineData("TOOLTIME_TELEMETRY", "1")]
    [InlineData("OTHER_TELEMETRY", "0")]
    [InlineData("DO_NOT_TRACK", "0")]
    [InlineData("DO_NOT_TRACK", "")]
    [InlineData("CI", "false")]
    public async Task Start_AVariableSaysNothingAgainstIt_IsOn(string variable, string value)
    {
        using var handler = new RecordingHandler();
        await using var telemetry = Start(handler, environment: name => name == variable ? value : null);
        Assert.True(telemetry.IsEnabled);
    }

    [Fact]
    public async Task Start_OnADevice_HasOneIdAndOneNotice()
    {
        using var handler = new RecordingHandler();
        var notices = 0;
        for (var start = 0; start < 3; start++)
        {
            await using var telemetry = Start(handler, notice: () =>
            {
                notices++;
                Assert.Empty(handler.Requests);
            });
            telemetry.Startup();
        }

        Assert.Equal(1, notices);
        Assert.Single(handler.Requests.Select(request => Id.Match(request.Body).Value).Distinct());
    }

    [Fact]
    public async Task Start_NoticeThatFails_SendsNothingAndIsShownAgain()
    {
        using var handler = new RecordingHandler();
        Assert.Throws<IOException>(() => Start(handler, notice: () => throw new IOException("closed")));
        var notices = 0;
        await using (var telemetry = Start(handler, notice: () => notices++))
        {
            telemetry.Startup();
        }

        Assert.Equal((1, 1), (notices, handler.Requests.Count));
    }

    [Fact]
    public async Task Task_HandlerThatThrowsAnything_ChangesNothing()
    {
        using var handler = new RecordingHandler(_ => throw new NotImplementedException());
        await using (var telemetry = Start(handler))
        {
            telemetry.Task(new());
        }

        Assert.Single(handler.Requests);
    }

    [Fact]
    public void Create_ManyAtOnce_MakeOneId()
    {
        var ids = new string[32];
        Parallel.For(0, ids.Length, number => ids[number] = DeviceId.Create(_folder, "my-tool"));
        Assert.Single(ids.Distinct());
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Create_ADamagedFile_IsReplaced()
    {
        File.WriteAllText(Path.Combine(_folder, "my-tool.id"), "no id");
        Assert.Null(DeviceId.Read(_folder, "my-tool"));
        var id = DeviceId.Create(_folder, "my-tool");
        Assert.Equal(id, DeviceId.Read(_folder, "my-tool"));
    }

    [Fact]
    public async Task Start_TheIdCannotBeStored_IsOff()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        using var handler = new RecordingHandler();
        await using var telemetry = Start(handler, folder: Path.Combine(file, "below"));
        Assert.False(telemetry.IsEnabled);
    }

    [Fact]
    public async Task Task_TheServerIsAway_ChangesNothing()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var telemetry = Start(handler: null, server: server);
        for (var number = 0; number < 10_000; number++)
        {
            telemetry.Task(new());
        }

        // After three failures nothing is tried: 10,000 events do not wait for 10,000 refusals.
        await telemetry.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task DisposeAsync_TheServerHangs_WaitsAsLongAsItMay()
    {
        using var handler = new RecordingHandler(Hang);
        var telemetry = Start(handler);
        telemetry.Startup();
        await handler.ReceiveAsync();
        var end = telemetry.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(end.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        await end;
        await telemetry.DisposeAsync();
        telemetry.Task(new());
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Task_TheServerHangsAgainAndAgain_IsLeftAlone()
    {
        using var handler = new RecordingHandler(Hang);
        await using var telemetry = Start(handler);
        for (var number = 0; number < 4; number++)
        {
            telemetry.Task(new());
            await handler.ReceiveAsync();
        }

        _clock.Advance(TimeSpan.FromSeconds(6));
        for (var number = 0; number < 100; number++)
        {
            telemetry.Task(new());
        }

        // A sender that was first may have begun another; each of them is given up in its turn.
        var end = telemetry.DisposeAsync().AsTask();
        while (!end.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await end;
        Assert.InRange(handler.Requests.Count, 4, 7);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Task_TheServerFails_IsNotAskedForLong(HttpStatusCode status)
    {
        using var handler = new RecordingHandler(_ => Task.FromResult(status));
        await using (var telemetry = Start(handler))
        {
            for (var number = 0; number < 500; number++)
            {
                telemetry.Task(new());
            }
        }

        // Three failures, and what the other senders had begun by then.
        Assert.InRange(handler.Requests.Count, 3, 7);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Created)]
    public async Task Task_TheServerRefusesOne_SendsTheNextAndNoneTwice(HttpStatusCode status)
    {
        using var handler = new RecordingHandler(_ => Task.FromResult(status));
        await using (var telemetry = Start(handler))
        {
            for (var number = 0; number < 50; number++)
            {
                telemetry.Task(new() { Iterations = number });
            }
        }

        Assert.Equal(50, handler.Requests.Select(request => request.Body).Distinct().Count());
        Assert.Equal(50, handler.Requests.Count);
    }

    [Fact]
    public async Task Task_TenThousandAtOnceAndASlowServer_AreDroppedBeyondTheQueue()
    {
        var go = new TaskCompletionSource();
        using var handler = new RecordingHandler(async _ =>
        {
            await go.Task;
            return HttpStatusCode.OK;
        });
        await using (var telemetry = Start(handler, capacity: 100))
        {
            Parallel.For(0, 10_000, number => telemetry.Task(new() { Iterations = number }));
            go.SetResult();
        }

        Assert.InRange(handler.Requests.Count, 100, 104);
    }

    [Theory]
    [InlineData("ftp://example.org", "my-tool", "1.0", 2.0, 1)]
    [InlineData("http://example.org", "", "1.0", 2.0, 1)]
    [InlineData("http://example.org", "My_Tool", "1.0", 2.0, 1)]
    [InlineData("http://example.org", "../x", "1.0", 2.0, 1)]
    [InlineData("http://example.org", "my-tool", "", 2.0, 1)]
    [InlineData("http://example.org", "my-tool", "1.0", 11.0, 1)]
    [InlineData("http://example.org", "my-tool", "1.0", -1.0, 1)]
    [InlineData("http://example.org", "my-tool", "1.0", 2.0, 0)]
    [InlineData("http://example.org", "my-tool", "1.0", 2.0, 100_001)]
    public void Start_AnOptionOutOfBounds_Throws(string server, string app, string version, double seconds, int capacity) =>
        Assert.ThrowsAny<ArgumentException>(() => ToolTimeTelemetry.Start(new()
        {
            Server = new(server),
            App = app,
            Version = version,
            Folder = _folder,
            ExitTimeout = TimeSpan.FromSeconds(seconds),
            QueueCapacity = capacity,
            Environment = _ => null,
        }));

    [Fact]
    public void From_AnException_IsItsClassAndNeverItsText()
    {
        Assert.Equal(ErrorKind.Timeout, ErrorClassifier.From(new TaskCanceledException("secret", new TimeoutException())));
        Assert.Equal(ErrorKind.Cancelled, ErrorClassifier.From(new OperationCanceledException()));
        Assert.Equal(ErrorKind.RateLimited, ErrorClassifier.From(new HttpRequestException("secret", null, HttpStatusCode.TooManyRequests)));
        Assert.Equal(ErrorKind.Network, ErrorClassifier.From(new HttpRequestException("secret")));
        Assert.Equal(ErrorKind.Permission, ErrorClassifier.From(new UnauthorizedAccessException("/home/secret")));
        Assert.Equal(ErrorKind.NotFound, ErrorClassifier.From(new AggregateException(new FileNotFoundException("/home/secret"))));
        Assert.Equal(ErrorKind.Other, ErrorClassifier.From(new NotSupportedException("secret")));
    }

    private static async Task<HttpStatusCode> Hang(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return HttpStatusCode.OK;
    }

    private ToolTimeTelemetry Start(
        RecordingHandler? handler,
        Func<string, string?>? environment = null,
        Action? notice = null,
        Uri? server = null,
        string? folder = null,
        string? brand = null,
        string? container = null,
        int capacity = 10_000
    ) =>
        ToolTimeTelemetry.Start(new()
        {
            Server = server ?? new Uri("http://telemetry.example.org"),
            App = "my-tool",
            Version = "1.2.3",
            Brand = brand,
            LaunchSource = LaunchSource.Cli,
            OptOutVariable = "MY_TOOL_TELEMETRY",
            FirstRunNotice = notice,
            Folder = folder ?? _folder,
            QueueCapacity = capacity,
            Handler = handler,
            TimeProvider = handler is null ? TimeProvider.System : _clock,
            Environment = environment ?? (_ => null),
            FileExists = path => path == container,
        });
}
