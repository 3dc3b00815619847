using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ToolTime.ClusterBench;

/// <summary>
/// Workers that send one report after the other, as clients behind a load balancer do: to the next server where one fails, and the same
/// report again until it is acknowledged.
/// </summary>
/// <param name="servers">Where they send.</param>
/// <param name="workers">How many send at once.</param>
/// <param name="submittersOfWorker">How many submitters each sends for, in turn.</param>
/// <param name="day">The day of all reports.</param>
/// <param name="between">From one report of a worker to its next; zero where one follows the other.</param>
internal sealed class Load(
    IReadOnlyList<SiloProcess> servers,
    int workers,
    int submittersOfWorker,
    DateOnly day,
    TimeSpan between = default
) : IDisposable
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<(long At, double Milliseconds)> _taken = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Submitters[] _submitters =
    [
        .. Enumerable.Range(1, workers).Select(worker => new Submitters(worker, submittersOfWorker, day)),
    ];
    private Task _running = Task.CompletedTask;
    private int _refused;
    private int _broken;

    public IReadOnlyList<Submitters> Submitters => _submitters;

    /// <summary>Answers that said 503, or another status than 200, so far.</summary>
    public int Refused => _refused;

    /// <summary>Requests without an answer so far.</summary>
    public int Broken => _broken;

    public void Start() =>
        _running = Task.WhenAll(_submitters.Index().Select(worker => Task.Run(() => WorkAsync(worker.Index, worker.Item))));

    /// <summary>Lets each worker see its report acknowledged, and ends.</summary>
    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await _running;
    }

    /// <summary>How long reports took from first being sent to their acknowledgement, in a span of time.</summary>
    public Latencies Between(long from, long to) =>
        new(
            [.. _taken.Where(taken => taken.At >= from && taken.At < to).Select(taken => taken.Milliseconds).Order()],
            Stopwatch.GetElapsedTime(from, to)
        );

    public void Dispose() => _over.Dispose();

    private async Task WorkAsync(int worker, Submitters submitters)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = LongestRequest };
        var server = worker;
        while (!_over.IsCancellationRequested)
        {
            var report = submitters.NextReport();
            var since = Stopwatch.GetTimestamp();
            while (!await TrySendAsync(client, servers[server % servers.Count].Address, report))
            {
                server++;
                await Task.Delay(Pause, TimeProvider.System);
            }

            submitters.Settle();
            var took = Stopwatch.GetElapsedTime(since);
            _taken.Enqueue((Stopwatch.GetTimestamp(), took.TotalMilliseconds));
            if (took < between)
            {
                await Task.Delay(between - took, TimeProvider.System);
            }
        }
    }

    private async Task<bool> TrySendAsync(HttpClient client, Uri server, byte[] report)
    {
        try
        {
            using var content = new ByteArrayContent(report) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await client.PostAsync(new Uri(server, "/v1/api/submit"), content);
            var answer = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return (string?)JsonNode.Parse(answer)!["status"] is "ok" or "duplicate"
                    ? true
                    : throw new InvalidOperationException(answer);
            }

            Interlocked.Increment(ref _refused);
            return response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError
                ? false
                : throw new InvalidOperationException(answer);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            Interlocked.Increment(ref _broken);
            return false;
        }
    }
}
