using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Monitor.Tests.Web;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Tests.Otlp;

/// <summary>Sends to a server's port for telemetry.</summary>
internal sealed class Sending : IAsyncDisposable
{
    private readonly Folders _folders;

    private Sending(Folders folders, Serving serving)
    {
        (_folders, Serving) = (folders, serving);
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{serving.Host.OtlpPort}/") };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", IntakeToken.Read(folders.Home));
    }

    public Serving Serving { get; }

    public HttpClient Http { get; }

    public ToolTimeHome Home => _folders.Home;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The lines that were recorded.</summary>
    public IReadOnlyList<string> Recorded =>
        Directory.Exists(Home.Otlp) ? [.. Directory.EnumerateFiles(Home.Otlp).SelectMany(File.ReadAllLines)] : [];

    public static async Task<Sending> BeginAsync(Folders folders) => new(folders, await Serving.BeginAsync(folders));

    public async Task<int> PostAsync(string path, byte[] body, string type = "application/json", string? encoding = null, bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await Http.SendAsync(request, Cancellation);
        return (int)response.StatusCode;
    }

    public static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>A response and a call of a session of Claude Code.</summary>
    public static byte[] Session(string session, string model = "claude-opus-4-6", string more = "") =>
        Encoding.UTF8.GetBytes(
            $$$"""
            {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}}]},"scopeLogs":[{"logRecords":[
            {"timeUnixNano":"1795168800000000000","body":{"stringValue":"claude_code.api_request"},"attributes":[{"key":"session.id","value":{"stringValue":"{{{session}}}"}},{"key":"model","value":{"stringValue":"{{{model}}}"}},{"key":"input_tokens","value":{"intValue":100}},{"key":"output_tokens","value":{"intValue":"7"}},{"key":"request_id","value":{"stringValue":"req-{{{session}}}"}}]},
            {"timeUnixNano":"1795168801000000000","body":{"stringValue":"claude_code.tool_result"},"attributes":[{"key":"session.id","value":{"stringValue":"{{{session}}}"}},{"key":"tool_name","value":{"stringValue":"Bash"}},{"key":"tool_use_id","value":{"stringValue":"t-{{{session}}}"}},{"key":"success","value":{"stringValue":"true"}},{"key":"duration_ms","value":{"stringValue":"12"}}{{{more}}}]}
            ]}]}]}
            """
        );

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Serving.DisposeAsync();
    }
}
