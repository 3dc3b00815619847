using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using ToolTime.Silo.Operators;

namespace ToolTime.TestServer;

/// <summary>
/// A server in its own folder under the temporary one, on a free loopback port. It sees only the settings given here. What a test takes is
/// said at <see cref="InProcessServer"/> and <see cref="ServerProcess"/>.
/// </summary>
public abstract class RunningServer : IAsyncDisposable
{
    public const string AdminToken = "operators-token-of-the-tests";

    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string[] _settings;

    /// <param name="now">The time of its simulated clock; null for the real clock.</param>
    /// <param name="settings">Its settings; it has a SQLite file if they name no storage.</param>
    private protected RunningServer(DateTimeOffset? now, string[] settings)
    {
        Folder = Directory.CreateTempSubdirectory("tooltime-server-").FullName;
        _settings = now is null ? settings : ["--Clock:File", ClockPath, .. settings];
        if (now is { } time)
        {
            SetClock(time);
        }
    }

    /// <summary>The server's own folder, with the database in <c>data/</c>.</summary>
    public string Folder { get; }

    public string DatabasePath => Path.Combine(Folder, "data", "tooltime.db");

    public string ClockPath => Path.Combine(Folder, "clock");

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Whether its next start has an operators' token.</summary>
    public bool HasOperators { get; set; } = true;

    /// <summary>The settings that its verbs have too.</summary>
    private protected string[] Settings => ["--Storage:ConnectionString", $"Data Source={DatabasePath}", .. _settings];

    /// <summary>The settings of its next start.</summary>
    private protected string[] StartSettings =>
        ["--urls", "http://127.0.0.1:0", .. HasOperators ? ["--Admin:Token", AdminToken] : Array.Empty<string>(), .. Settings];

    /// <summary>Limits under which every figure is published from a few submitters, for tests of something else.</summary>
    public static string[] ExactLimits(int minimum) => ["--Privacy:MinimumSubmitters", $"{minimum}"];

    public static async Task<JsonNode> ReadJsonAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStreamAsync())!;

    public void SetClock(DateTimeOffset now)
    {
        var next = ClockPath + ".next";
        File.WriteAllText(next, now.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
        File.Move(next, ClockPath, overwrite: true);
    }

    public Task<HttpResponseMessage> PostJsonAsync(string path, JsonNode body) =>
        PostBytesAsync(path, Encoding.UTF8.GetBytes(body.ToJsonString()));

    public async Task<HttpResponseMessage> PostBytesAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Does what is due now, as an operator would.</summary>
    public async Task<JsonObject> RunMaintenanceAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/api/admin/maintenance", UriKind.Relative))
        {
            Headers = { Authorization = new("Bearer", AdminToken) },
        };
        using var response = await Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await ReadJsonAsync(response)).AsObject();
    }

    /// <summary>The figures of a window; by default the newest week.</summary>
    public async Task<JsonObject> GetStatsAsync(string query = "window=week")
    {
        using var response = await Client.GetAsync(new Uri($"/v1/api/stats?{query}", UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return (await ReadJsonAsync(response)).AsObject();
    }

    /// <summary>
    /// Runs an operators' verb as a process with this server's settings, in its folder, whether or not the server is running.
    /// </summary>
    public Task<(int ExitCode, string Output, string Error)> RunVerbAsync(params string[] verb) =>
        ServerProgram.RunAsync(Folder, [.. verb, .. Settings]);

    /// <summary>Runs an operators' verb in this process, for tests of what it does to the server.</summary>
    public async Task<(int ExitCode, string Output)> RunVerbHereAsync(params string[] verb)
    {
        // A process would be in the folder.
        string[] args = verb is ["backup" or "restore", var file, .. var more] ? [verb[0], Path.Combine(Folder, file), .. more] : verb;
        var (parsed, settings) = OperatorsVerb.Parse([.. args, .. Settings])!.Value;
        using var output = new StringWriter();
        var exitCode = await OperatorsCommand.RunAsync(parsed, new ConfigurationBuilder().AddCommandLine(settings).Build(), output);
        return (exitCode, output.ToString());
    }

    public abstract ValueTask DisposeAsync();

    private protected void Connect(Uri address) =>
        Client = new HttpClient(
            new SocketsHttpHandler
            {
                AutomaticDecompression = DecompressionMethods.None,
                AllowAutoRedirect = false,
                UseCookies = false,
            }
        )
        {
            BaseAddress = address,
            Timeout = Patience,
        };
}
