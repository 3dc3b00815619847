using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ToolTime.Uploader.Sharing;

/// <summary>Sends a report and reads the answer. Redirects are not followed: consent was given for one server.</summary>
internal sealed class SubmissionSender : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;
    private const int MaxReasonLength = 300;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Uri _address;
    private readonly HttpClient _http;

    public SubmissionSender(Uri address, string version)
    {
        _address = address;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !Endpoint.IsLoopback(address) };
        _http = new HttpClient(handler) { Timeout = Timeout, MaxResponseContentBufferSize = MaxAnswerBytes };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("tooltime", version));
    }

    public void Dispose() => _http.Dispose();

    public SendOutcome Send(byte[] body, string token)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };
        request.Headers.Add("X-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), body)));
        try
        {
            using var response = _http.Send(request);
            using var stream = response.Content.ReadAsStream();
            return Read(response, Answer(stream));
        }
        catch (HttpRequestException e)
        {
            return new SendOutcome.TryLater($"{_address.Authority} cannot be reached: {e.HttpRequestError}", null);
        }
        catch (TaskCanceledException)
        {
            return new SendOutcome.TryLater($"{_address.Authority} did not answer within {Timeout.TotalSeconds} seconds", null);
        }
        catch (IOException)
        {
            return new SendOutcome.TryLater($"{_address.Authority} broke off its answer", null);
        }
    }

    private static SendOutcome Read(HttpResponseMessage response, SubmissionAnswer? answer)
    {
        var status = answer?.Status is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        var code = (int)response.StatusCode;
        return (response.StatusCode, status) switch
        {
            (HttpStatusCode.OK, "ok") => new SendOutcome.Accepted(answer!.Late ?? []),
            (HttpStatusCode.OK, "duplicate") => new SendOutcome.Duplicate(answer!.Revision),
            (HttpStatusCode.OK, "late") => new SendOutcome.Late(),
            (HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType, _) =>
                new SendOutcome.Refused($"{code} {Printable(answer?.Error)}".TrimEnd()),
            _ => new SendOutcome.TryLater($"the server answered {code}", response.Headers.RetryAfter?.ToString()),
        };
    }

    private static SubmissionAnswer? Answer(Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize(stream, ClientJson.Default.SubmissionAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What a server says is shown in a terminal, where control characters act.
    private static string Printable(string? text) =>
        new([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(MaxReasonLength)]);
}
