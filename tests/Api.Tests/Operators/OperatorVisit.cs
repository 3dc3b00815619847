using System.Text.RegularExpressions;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Operators;

/// <summary>An operator's browser without scripts: it keeps the cookies it gets, and sends the forms it is shown.</summary>
internal sealed partial class OperatorVisit(RunningServer server) : IDisposable
{
    public const string SessionCookie = "tooltime-operator";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = server.Client.BaseAddress,
    };

    private string? _loginToken;

    /// <summary>The cookies as they are sent back, by name.</summary>
    public Dictionary<string, string> Cookies { get; init; } = [];

    /// <summary>Whether the last answers left it logged in.</summary>
    public bool IsLoggedIn => Cookies.ContainsKey(SessionCookie);

    [GeneratedRegex(@"name=""form_token"" value=""([\w-]+)""")]
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

    /// <summary>Opens the form if necessary, and logs in.</summary>
    public async Task<Answer> LogInAsync(string token, params (string Name, string Value)[] headers)
    {
        _loginToken ??= await FormTokenAsync("/operator/login");
        return await PostAsync("/operator/login", [("token", token), ("form_token", _loginToken)], headers);
    }

    /// <summary>The token of a page's forms.</summary>
    public async Task<string> FormTokenAsync(string path = "/operator/submissions") =>
        FormToken.Match((await GetAsync(path)).Text).Groups[1].Value;

    /// <summary>A page without its forms' tokens, which change each time.</summary>
    public static string WithoutFormToken(string page) => FormToken.Replace(page, "");

    public void Dispose() => _client.Dispose();

    private async Task<Answer> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        using (request)
        {
            if (Cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            foreach (var (name, value) in headers)
            {
                Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            }

            using var response = await _client.SendAsync(request);
            Keep(response);
            return await Answer.ReadAsync(response);
        }
    }

    private void Keep(HttpResponseMessage response)
    {
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0];
            var name = pair[..pair.IndexOf('=', StringComparison.Ordinal)];
            Cookies[name] = pair[(name.Length + 1)..];
            if (Cookies[name].Length == 0)
            {
                Cookies.Remove(name);
            }
        }
    }
}
