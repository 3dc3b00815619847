using System.Net.Http.Headers;
using System.Text;

namespace ToolTime.Silo.Tests.Canaries;

/// <summary>
/// Marked secrets go through every field, header, query and path of every endpoint, and are in no answer, log, table or file afterwards.
/// </summary>
public class CanaryTests : ServerTest
{
    private const int Enough = 500;
    private const string Day = "2026-11-19";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] QueryNames = ["window", "client", "weeks", "format", "show", "limit", "name", "cursor", "q"];

    /// <summary>Headers that someone, or something on the way, may send. Host and the body's length are left to the client.</summary>
    private static readonly string[] HeaderNames =
    [
        "Accept",
        "Accept-Language",
        "Authorization",
        "Baggage",
        "Cookie",
        "Forwarded",
        "From",
        "If-Match",
        "If-None-Match",
        "Mcp-Session-Id",
        "MCP-Protocol-Version",
        "Origin",
        "Referer",
        "Traceparent",
        "Tracestate",
        "User-Agent",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Request-ID",
        "X-Signature",
        "X-Qz7Kanari",
    ];

    private readonly Canary _canary = new();
    private readonly List<string> _leaks = [];
    private readonly HashSet<int> _statuses = [];

    [Fact]
    public async Task EveryEndpoint_GetsSecretsInEveryPlace_StoresAndReportsNoneOfThem()
    {
        var endpoints = await ServedEndpoint.ListAsync();
        Assert.Contains(new("POST", "/v1/api/submit"), endpoints);
        await using var server = await StartProcessAsync(
            Now,
            [
                .. RunningServer.ExactLimits(minimum: 1),
                "--Ingestion:PerAddressPerDay",
                "0",
                "--Ingestion:TrustedProxies:0",
                "127.0.0.1",
                "--Logging:LogLevel:Default",
                "Trace",
            ]
        );
        foreach (var report in CanaryBodies.Taken(_canary, Day, "2026-11-20T10:00:00Z"))
        {
            Assert.Equal("ok", await server.SubmitAsync(report));
        }

        foreach (var endpoint in endpoints)
        {
            await GoThroughAsync(server, endpoint);
        }

        await LookAsync(server, endpoints);
        Assert.True(_canary.Made > Enough, $"Only {_canary.Made} secrets were sent.");
        Assert.DoesNotContain(500, _statuses);
        TestContext.Current.TestOutputHelper?.WriteLine($"{_canary.Made} secrets through {endpoints.Count} endpoints");

        var backup = Path.Combine(server.Folder, "backup.gz");
        Assert.Equal(0, (await server.RunVerbAsync("backup", backup)).ExitCode);
        Assert.False(CanarySearch.Finds(server.Output), "A secret is in the log.");
        await server.KillAsync();
        _leaks.AddRange(CanarySearch.FilesIn(server.Folder).Select(file => $"file {Path.GetFileName(file)}"));
        _leaks.AddRange(await SearchTablesAsync(server));
        Assert.True(_leaks.Count == 0, string.Join("\n\n", _leaks.Distinct().Take(10)));
    }

    /// <summary>The tables that contain a secret.</summary>
    private protected virtual async Task<IReadOnlyList<string>> SearchTablesAsync(ServerProcess server) =>
        await CanaryTables.InSqliteAsync(server.DatabasePath);

    private async Task GoThroughAsync(ServerProcess server, ServedEndpoint endpoint)
    {
        foreach (var value in _canary.OfEachKind().Take(endpoint.Parameters == 0 ? 1 : int.MaxValue).ToList())
        {
            await SendAsync(server, endpoint, endpoint.PathWith(() => value));
        }

        // If a parameter must be one of a few words, the others still get secrets.
        var word = "tool";
        await SendAsync(server, endpoint, endpoint.PathWith(() => Interlocked.Exchange(ref word, null) ?? _canary.Name()));
        foreach (var name in QueryNames.Append(_canary.Name()))
        {
            await SendAsync(
                server,
                endpoint,
                $"{endpoint.PathWith(_canary.Name)}?{name}={Uri.EscapeDataString(_canary.Next())}&window=week"
            );
        }

        foreach (var name in HeaderNames)
        {
            // Wrong tokens come from many addresses, since those of a single address soon go unchecked.
            (string, string)[] sent = name == "Authorization"
                ? [(name, $"Bearer {_canary.Name()}"), ("X-Forwarded-For", $"203.0.113.{_canary.Made % 256}")]
                : [(name, _canary.Next())];
            await SendAsync(server, endpoint, endpoint.PathWith(_canary.Name), headers: sent);
        }

        foreach (var (type, text) in endpoint.HasBody ? CanaryBodies.Any(_canary).ToList() : [])
        {
            await SendAsync(server, endpoint, endpoint.PathWith(_canary.Name), type, text);
            await SendAsync(
                server,
                endpoint,
                endpoint.PathWith(_canary.Name),
                type,
                text,
                ("Accept", "application/json, text/event-stream"),
                ("Authorization", $"Bearer {RunningServer.AdminToken}")
            );
        }
    }

    /// <summary>Publishes what was accepted, and reads everything readable, as an operator may.</summary>
    private async Task LookAsync(ServerProcess server, IReadOnlyList<ServedEndpoint> endpoints)
    {
        server.SetClock(new(2026, 11, 26, 0, 15, 0, TimeSpan.Zero));
        Assert.False(CanarySearch.Finds((await server.RunMaintenanceAsync()).ToJsonString()));
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Method == "GET"))
        {
            var words = new Queue<string>(["tool", "Bash"]);
            await SendAsync(
                server,
                endpoint,
                endpoint.PathWith(() => words.TryDequeue(out var word) ? word : "Bash"),
                headers: [("Authorization", $"Bearer {RunningServer.AdminToken}")]
            );
        }

        Assert.NotEmpty((await server.GetStatsAsync())["tools"]!.AsArray());
        Assert.Contains(200, _statuses);
    }

    private async Task SendAsync(
        ServerProcess server,
        ServedEndpoint endpoint,
        string path,
        string? type = null,
        string? text = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(endpoint.Method), new Uri(path, UriKind.Relative));
        if (text is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text))
            {
                Headers = { ContentType = MediaTypeHeaderValue.Parse(type!) },
            };
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await server.Client.SendAsync(request);
        var answer = $"{response.Headers}{response.Content.Headers}{await response.Content.ReadAsStringAsync()}";
        _statuses.Add((int)response.StatusCode);
        if (CanarySearch.Finds(answer))
        {
            _leaks.Add(
                $"answer {(int)response.StatusCode} of {endpoint.Method} {endpoint.Pattern} {string.Join(' ', headers.Select(header => header.Name))} {type}: {answer[Math.Max(0, answer.IndexOf(Canary.Marker, StringComparison.OrdinalIgnoreCase) - 80)..]}"
            );
        }
    }
}
