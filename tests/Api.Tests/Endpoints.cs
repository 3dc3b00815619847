using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests;

/// <summary>Calls the server's endpoints and reads each answer completely.</summary>
internal static class Endpoints
{
    public const string Submit = "/v1/api/submit";
    public const string Stats = "/v1/api/stats";
    public const string Admin = "/v1/api/admin/maintenance";

    public static Task<Answer> SubmitAsync(this RunningServer server, JsonObject report) => server.SubmitAsync(report.ToBytes());

    public static Task<Answer> SubmitAsync(this RunningServer server, byte[] body, string? encoding = null, string? signature = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return server.SendAsync(HttpMethod.Post, Submit, content, signature is null ? [] : [("X-Signature", signature)]);
    }

    public static Task<Answer> SendAsync(
        this RunningServer server,
        string method,
        string path,
        params (string Name, string Value)[] headers
    ) => server.SendAsync(HttpMethod.Parse(method), path, content: null, headers);

    /// <summary>An endpoint's answer, which must be 200.</summary>
    public static async Task<JsonNode> GetJsonAsync(this RunningServer server, string path)
    {
        var answer = await server.SendAsync("GET", path);
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    public static async Task<Answer> SendAsync(
        this RunningServer server, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await server.Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}
