using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace ToolTime.ClusterBench;

/// <summary>
/// A server's visitors other than its submitters: readers of pages and figures, badges, agents, programs that report startups.
/// </summary>
internal sealed class Visitors(IReadOnlyList<SiloProcess> servers) : IDisposable
{
    private const int Workers = 8;

    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);

    private static readonly string[] Paths =
    [
        "/", "/tool/Bash", "/?window=week", "/?all=tool", "/search?q=ba", "/compare", "/privacy", "/telemetry", "/no/such/page",
        "/v1/api/stats", "/v1/api/stats?window=4w&client=claude-code", "/v1/api/tables/tool", "/v1/api/trends/tool/Bash?weeks=52",
        "/v1/api/badge/tool/Bash", "/v1/api/names?q=ba", "/v1/api/weeks", "/v1/api/changes", "/feed.atom", "/v1/api/telemetry/cli",
        "/v1/api/admin/submissions", "/operator", "/operator/orleans", "/metrics", "/readyz", "/v1/api/submit",
    ];

    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<string, int> _wrong = [];
    private Task _running = Task.CompletedTask;
    private int _answered;
    private int _broken;
    private int _refused;

    public int Answered => _answered;

    /// <summary>Requests without an answer so far.</summary>
    public int Broken => _broken;

    /// <summary>Answers of 503 so far.</summary>
    public int Refused => _refused;

    public void Start() => _running = Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker))));

    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await _running;
    }

    /// <summary>Answers that no request may have; while servers are killed, 503 and none are right.</summary>
    public IEnumerable<string> Faults(bool whileKilled) =>
        _wrong
            .Select(wrong => $"{wrong.Value} times {wrong.Key}")
            .Concat(whileKilled || _broken + _refused == 0 ? [] : [$"{_broken} requests without an answer, {_refused} answers of 503"]);

    public void Dispose() => _over.Dispose();

    private async Task WorkAsync(int worker)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = LongestRequest };
        for (var number = worker; !_over.IsCancellationRequested; number += Workers)
        {
            await VisitAsync(client, servers[number / 3 % servers.Count].Address, number);
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    private async Task VisitAsync(HttpClient client, Uri server, int number)
    {
        using var request = (number % 3) switch
        {
            0 => Startup(server, number),
            1 when number % 2 == 0 => Agent(server),
            _ => new HttpRequestMessage(HttpMethod.Get, new Uri(server, Paths[number / 3 % Paths.Length])),
        };
        try
        {
            using var response = await client.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
            Interlocked.Increment(ref _answered);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref _refused);
            }
            else if ((int)response.StatusCode >= 500)
            {
                _wrong.AddOrUpdate($"{(int)response.StatusCode} for {request.RequestUri!.PathAndQuery}", 1, (_, times) => times + 1);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            Interlocked.Increment(ref _broken);
        }
    }

    private static HttpRequestMessage Startup(Uri server, int number) => Post(
        new Uri(server, "/api/v1/telemetry/startup"),
        $$"""{"device_id":"{{number % 20_000:x64}}","version":"1.2.3","os":"linux-gnu","ruby_version":"3.3.0","launch_source":"cli"}"""
    );

    private static HttpRequestMessage Agent(Uri server)
    {
        var request = Post(
            new Uri(server, "/mcp"),
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"community_item","arguments":{"dimension":"tool","name":"Bash"}}}"""
        );
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2025-11-25");
        return request;
    }

    private static HttpRequestMessage Post(Uri address, string body) =>
        new(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
