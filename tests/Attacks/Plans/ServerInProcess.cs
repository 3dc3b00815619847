using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks.Plans;

/// <summary>
/// The server as it ships, in this process: its own start, doors, grains and a database in a folder of its own, with a clock that stands
/// where it was set. Nothing here looks behind a door.
/// </summary>
public sealed class ServerInProcess : IAsyncDisposable
{
    private const string AdminToken = "operator-of-a-world";
    private const int Senders = 16;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-attack-").FullName;
    private readonly Factory _factory;
    private readonly HttpClient _client;

    /// <summary>Starts it.</summary>
    /// <param name="names">What an operator changes of the list, line by line.</param>
    /// <param name="now">Where its clock stands.</param>
    /// <param name="settings">Settings besides, such as <c>Privacy:SubmitterStep</c>.</param>
    public ServerInProcess(IEnumerable<string> names, DateTimeOffset now, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        File.WriteAllLines(PathOf("names"), names);
        SetClock(now);
        _factory = new(
        [
            new("Storage:ConnectionString", $"Data Source={PathOf("tooltime.db")}"),
            new("Clock:File", PathOf("clock")),
            new("Names:File", PathOf("names")),
            new("Admin:Token", AdminToken),
            new("Logging:LogLevel:Default", "None"),
            new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "None"),
            .. settings,
        ]);
        _client = _factory.CreateClient();
    }

    /// <summary>Lets something happen.</summary>
    public async Task PlayAsync(Moment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        SetClock(moment.At);
        await SubmitAsync(moment.Reports);
        foreach (var token in moment.Deletions)
        {
            await DeleteAsync(token);
        }

        if (moment.Publishes)
        {
            await MaintainAsync();
        }
    }

    /// <summary>What a public door answers.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>What the door for agents answers to a request.</summary>
    /// <param name="method">The method, such as <c>tools/call</c>.</param>
    /// <param name="parameters">Its parameters, as JSON.</param>
    public async Task<HttpResponseMessage> AskAsync(string method, string parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/mcp", UriKind.Relative))
        {
            Headers = { { "Accept", "application/json, text/event-stream" }, { "MCP-Protocol-Version", "2025-11-25" } },
            Content = new StringContent($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""", Json),
        };
        return await _client.SendAsync(request);
    }

    /// <summary>The body of a public door's answer; null where nothing is published there.</summary>
    public async Task<byte[]?> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _factory.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void SetClock(DateTimeOffset now) => File.WriteAllText(PathOf("clock"), now.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));

    /// <summary>Sends reports, several at a time.</summary>
    private Task SubmitAsync(IEnumerable<Report> reports) =>
        Parallel.ForEachAsync(reports, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (report, token) =>
        {
            using var body = new ByteArrayContent(ReportJson.Write(report)) { Headers = { ContentType = Json } };
            using var answer = await _client.PostAsync(new Uri("/v1/api/submit", UriKind.Relative), body, token);
            answer.EnsureSuccessStatusCode();
        });

    private async Task DeleteAsync(string token)
    {
        using var answer = await _client.DeleteAsync(new Uri($"/v1/api/user/{token}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    private async Task MaintainAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/api/admin/maintenance", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", AdminToken) },
        };
        using var answer = await _client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private sealed class Factory(IReadOnlyList<KeyValuePair<string, string>> settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
        }
    }
}
