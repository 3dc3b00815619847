using System.Net.Http.Headers;
using ToolTime.Grains.Webhooks;

namespace ToolTime.Silo.Webhooks;

/// <summary>Posts webhooks; follows no redirects and does not read answers' bodies.</summary>
public sealed class WebhookSender : IWebhookSender, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = Create(useProxy: true);

    // A proxy set in the environment cannot reach this machine.
    private readonly HttpClient _local = Create(useProxy: false);

    /// <inheritdoc/>
    public async Task<string?> SendAsync(Uri address, byte[] body, IReadOnlyDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(headers);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            using var response = await (address.IsLoopback ? _local : _http).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return response.IsSuccessStatusCode ? null : $"status {(int)response.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            return exception.HttpRequestError.ToString();
        }
        catch (TaskCanceledException)
        {
            return $"no answer within {Limit.TotalSeconds:0} seconds";
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _local.Dispose();
    }

    private static HttpClient Create(bool useProxy) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = useProxy,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            }
        )
        {
            Timeout = Limit,
        };
}
