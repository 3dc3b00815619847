using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Mcp;

/// <summary>
/// Reads what a server publishes, and caches it for 5 minutes. It asks for whole tables, and for a name's weeks only if a table has the
/// name, so a name that is private to this machine is never sent. Redirects are not followed, as when sharing.
/// </summary>
/// <param name="server">The server, or null if no usable one is set.</param>
/// <param name="http">Sends the requests.</param>
/// <param name="now">The clock of the cache.</param>
internal sealed class CommunityClient(Uri? server, HttpClient http, Func<DateTimeOffset> now) : IDisposable
{
    public const int MaxAnswerBytes = 4 * 1024 * 1024;

    public static readonly TimeSpan CacheLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    // An agent asks several questions at a time; only the first waits for a server that never answers.
    private static readonly TimeSpan TimeoutLifetime = TimeSpan.FromSeconds(30);

    // The tables, and the weeks of names; an agent seldom needs more, and then the server is asked again.
    private const int MaxCached = 100;

    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, CachedAnswer> _cache = new(StringComparer.Ordinal);
    private DateTimeOffset? _timedOut;

    /// <summary>The HTTP client for requests, and the server they go to: the one shared with.</summary>
    public static HttpClient Http(CommandContext context, out Uri? server)
    {
        server = Endpoint.Root(ShareTarget.Server(context, ConfigFile.Load(context.Home, context.Clock)));
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = server is null || !Endpoint.IsLoopback(server),
        };
        var http = new HttpClient(handler) { Timeout = Timeout, MaxResponseContentBufferSize = MaxAnswerBytes };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("tooltime", VersionInfo.Program));
        return http;
    }

    public void Dispose() => _one.Dispose();

    /// <summary>The figures of a window: `7d`, or `4w` for the newest four weeks.</summary>
    /// <exception cref="CommunityUnavailableException">They are not available.</exception>
    public async Task<JsonObject> StatsAsync(string window, CancellationToken stop) =>
        await GetAsync($"v1/api/stats?window={window}", ["window", "overview"], stop)
        ?? throw new CommunityUnavailableException("The community's server has no statistics.");

    /// <summary>The published weeks of a name; null if nothing is published under it.</summary>
    /// <exception cref="CommunityUnavailableException">They are not available.</exception>
    public async Task<JsonObject?> TrendAsync(string dimension, string name, int weeks, CancellationToken stop)
    {
        foreach (var window in (string[])["7d", "4w"])
        {
            if (CommunityTables.Rows(await StatsAsync(window, stop), dimension).Any(row => row.Name == name))
            {
                return await GetAsync($"v1/api/trends/{dimension}/{Uri.EscapeDataString(name)}?weeks={weeks}", ["weeks"], stop);
            }
        }

        return null;
    }

    private async Task<JsonObject?> GetAsync(string path, string[] members, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            var cached = _cache.GetValueOrDefault(path);
            if (cached is not null && now() - cached.At is { Ticks: >= 0 } age && age < CacheLifetime)
            {
                return cached.Body;
            }

            if (_timedOut is { } then && now() - then is { Ticks: >= 0 } since && since < TimeoutLifetime)
            {
                throw Unreachable();
            }

            if (_cache.Count >= MaxCached)
            {
                _cache.Clear();
            }

            var answer = await AskAsync(path, members, cached, stop);
            _cache[path] = answer;
            return answer.Body;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<CachedAnswer> AskAsync(string path, string[] members, CachedAnswer? cached, CancellationToken stop)
    {
        if (server is null)
        {
            throw new CommunityUnavailableException(
                "No usable server is set: it must be an https address, or http on this machine."
            );
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, path));
        if (cached?.ETag is { } tag)
        {
            request.Headers.IfNoneMatch.Add(tag);
        }

        try
        {
            using var response = await http.SendAsync(request, stop);
            return response.StatusCode switch
            {
                HttpStatusCode.NotModified when cached is not null => cached with { At = now() },
                HttpStatusCode.NotFound => new CachedAnswer(now(), Body: null, ETag: null),
                HttpStatusCode.OK => new CachedAnswer(
                    now(),
                    Read(await response.Content.ReadAsByteArrayAsync(stop), members),
                    response.Headers.ETag
                ),
                var status => throw new CommunityUnavailableException(
                    $"The community's server answered {(int)status}. Local resources still work."
                ),
            };
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            _timedOut = now();
            throw Unreachable();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unreachable();
        }
    }

    private static CommunityUnavailableException Unreachable() =>
        new("The community's server cannot be reached. Local resources still work.");

    // Many programs answer any address with an object of their own; taken for statistics, it would be an empty community.
    private static JsonObject Read(byte[] body, string[] members)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject read && members.All(member => read[member] is JsonObject or JsonArray)
                ? read
                : throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new CommunityUnavailableException("The community's server did not answer with statistics.");
        }
    }

    /// <param name="At">When it was fetched.</param>
    /// <param name="Body">Null if nothing is published there.</param>
    /// <param name="ETag">The entity tag for asking whether it has changed.</param>
    private sealed record CachedAnswer(DateTimeOffset At, JsonObject? Body, EntityTagHeaderValue? ETag);
}

/// <summary>The community's figures are not available now. The message is for the agent, and names nothing that was asked for.</summary>
internal sealed class CommunityUnavailableException(string message) : Exception(message);
