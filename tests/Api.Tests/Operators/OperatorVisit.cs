using System.Text.RegularExpressions;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Operators;

/// <summary>One operator's browser without scripts: it keeps the cookie that it was given, and sends the forms that it was shown.</summary>
internal sealed partial class OperatorVisit(ServerProcess server) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = server.Client.BaseAddress,
    };

    /// <summary>The cookie as it is sent back; null before a login.</summary>
    public string? Cookie { get; set; }

    [GeneratedRegex(@"name=""form_token"" value=""([0-9a-f]{64})""")]
    private static partial Regex FormToken { get; }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(new(HttpMethod.Get, path), headers);

    public Task<Answer> PostAsync(string path, (string Name, string Value)[] fields, params (string Name, string Value)[] headers) =>
        SendAsync(
            new(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            },
            headers
        );

    /// <summary>Logs in, and keeps the cookie where one is given.</summary>
    public async Task<Answer> LogInAsync(string token, params (string Name, string Value)[] headers)
    {
        var answer = await PostAsync("/operator/login", [("token", token)], headers);
        Cookie = answer.Headers.TryGetValue("Set-Cookie", out var cookie) ? cookie.Split(';')[0] : Cookie;
        return answer;
    }

    /// <summary>The token of the forms of a page.</summary>
    public async Task<string> FormTokenAsync(string path = "/operator/submissions") =>
        FormToken.Match((await GetAsync(path)).Text).Groups[1].Value;

    public void Dispose() => _client.Dispose();

    private async Task<Answer> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        using (request)
        {
            if (Cookie is not null)
            {
                request.Headers.Add("Cookie", Cookie);
            }

            foreach (var (name, value) in headers)
            {
                Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            }

            using var response = await _client.SendAsync(request);
            return await Answer.ReadAsync(response);
        }
    }
}
