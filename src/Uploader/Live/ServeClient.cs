using System.Net;
using System.Net.Http.Headers;
using ToolTime.Monitor.Web;
using ToolTime.Recording.Home;

namespace ToolTime.Uploader.Live;

/// <summary>Talks to the `tooltime serve` running on this machine.</summary>
internal sealed class ServeClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;

    public ServeClient(Uri server, string token)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = Limit })
        {
            BaseAddress = server,
            Timeout = Limit,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (Server, Token) = (server, token);
    }

    public Uri Server { get; }

    public string Token { get; }

    /// <summary>Null if none runs.</summary>
    public static ServeClient? Find(ToolTimeHome home, bool isDryRun = false) =>
        ServeFile.FindRunning(home, isDryRun) is { } file ? new ServeClient(new Uri($"http://127.0.0.1:{file.Port}/"), file.Token) : null;

    /// <exception cref="HttpRequestException">It does not answer, or refuses.</exception>
    public byte[] Get(string path) => Send(HttpMethod.Get, path);

    /// <inheritdoc cref="Get"/>
    public byte[] Post(string path) => Send(HttpMethod.Post, path);

    /// <summary>True while it reads transcripts for the first time, and cannot say yet what is in them.</summary>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public bool IsReading()
    {
        try
        {
            Get("api/overview");
            return false;
        }
        catch (HttpRequestException e) when (e.StatusCode is HttpStatusCode.ServiceUnavailable)
        {
            return true;
        }
    }

    public void Dispose() => _http.Dispose();

    private byte[] Send(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version11 };
        using var response = _http.SendAsync(request).GetAwaiter().GetResult().EnsureSuccessStatusCode();
        return response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }
}
