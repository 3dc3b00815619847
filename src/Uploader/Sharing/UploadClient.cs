using System.Net.Http.Headers;
using System.Text;

namespace ToolTime.Uploader.Sharing;

/// <summary>Posts JSON to the server shared with. Redirects are not followed: consent was given for one server.</summary>
internal sealed class UploadClient : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Uri _address;
    private readonly HttpClient _http;

    public UploadClient(Uri address, string version)
    {
        _address = address;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !Endpoint.IsLoopback(address) };
        _http = new HttpClient(handler) { Timeout = Timeout, MaxResponseContentBufferSize = MaxAnswerBytes };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("tooltime", version));
    }

    public string Authority => _address.Authority;

    public void Dispose() => _http.Dispose();

    public ServerAnswer Post(byte[] body, string? signature)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };
        if (signature is not null)
        {
            request.Headers.Add("X-Signature", signature);
        }

        try
        {
            using var response = _http.Send(request);
            using var reader = new StreamReader(response.Content.ReadAsStream(), Encoding.UTF8);
            return new ServerAnswer
            {
                Status = (int)response.StatusCode,
                Body = reader.ReadToEnd(),
                MediaType = response.Content.Headers.ContentType?.MediaType,
                RetryAfter = response.Headers.RetryAfter,
            };
        }
        catch (HttpRequestException e)
        {
            return new ServerAnswer { Failure = $"{Authority} cannot be reached: {e.HttpRequestError}" };
        }
        catch (TaskCanceledException)
        {
            return new ServerAnswer { Failure = $"{Authority} did not answer within {Timeout.TotalSeconds} seconds" };
        }
        catch (IOException)
        {
            return new ServerAnswer { Failure = $"{Authority} broke off while answering" };
        }
    }
}

/// <summary>A server's answer, or why there is none.</summary>
internal sealed record ServerAnswer
{
    private const int MaxShown = 4096;

    /// <summary>Null if no answer came; <see cref="Failure"/> says why.</summary>
    public int? Status { get; init; }

    public string Body { get; init; } = "";

    public string? MediaType { get; init; }

    public string? Failure { get; init; }

    public RetryConditionHeaderValue? RetryAfter { get; init; }

    /// <summary>The body, safe to show in a terminal.</summary>
    public string? Shown => Status is null ? null : Printable(Body, MaxShown);

    /// <summary>What a server says is shown in a terminal, where control characters take effect.</summary>
    public static string Printable(string? text, int maxLength) =>
        new([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(maxLength)]);
}
