using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ToolTime.Pages.Tests;

/// <summary>Sends requests without a browser.</summary>
internal static class Endpoints
{
    public static Task<HttpResponseMessage> GetAsync(this ServerProcess server, string path) =>
        server.Client.GetAsync(new Uri(path, UriKind.Relative));

    public static Task<string> GetTextAsync(this ServerProcess server, string path) =>
        server.Client.GetStringAsync(new Uri(path, UriKind.Relative));

    public static async Task<JsonNode> GetJsonAsync(this ServerProcess server, string path) =>
        JsonNode.Parse(await server.GetTextAsync(path))!;

    /// <summary>The status of the answer to a request with an entity tag.</summary>
    public static async Task<int> GetStatusAsync(this ServerProcess server, string path, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { known } } };
        using var answer = await server.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>The encoded body as sent.</summary>
    public static async Task<byte[]> GetEncodedAsync(this ServerProcess server, string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { AcceptEncoding = { new StringWithQualityHeaderValue(encoding) } },
        };
        using var answer = await server.Client.SendAsync(request);
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.Single());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The answer's status, headers except the date, and body, as one text.</summary>
    public static async Task<string> GetWholeAsync(this ServerProcess server, string path)
    {
        using var answer = await server.GetAsync(path);
        var headers = answer
            .Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
            .Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {header.Value}");
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{Convert.ToHexString(await answer.Content.ReadAsByteArrayAsync())}\n{await answer.Content.ReadAsStringAsync()}";
    }
}
