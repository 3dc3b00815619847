using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>
/// Posts an alert as JSON: the alert itself, or text in the form of Slack or Discord. Redirects are not followed: the user named no other
/// receiver.
/// </summary>
/// <param name="address">The webhook's address.</param>
/// <param name="form">`webhook`, `slack` or `discord`.</param>
internal sealed class WebhookChannel(Uri address, string form) : IAlertChannel
{
    private static readonly HttpClient Client = Create(useProxy: true);

    // A proxy from the environment cannot reach this machine.
    private static readonly HttpClient Local = Create(useProxy: false);

    /// <summary>Why alerts cannot be sent to an address, or null.</summary>
    public static string? FaultOf(string? text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") ? "it is not a web address"
        : address.Scheme is "http" && !address.IsLoopback ? "without https, others could read it"
        : null;

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(QueuedAlert alert, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(Body(alert.Alert));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            var client = address.IsLoopback ? Local : Client;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var code = (int)response.StatusCode;
            return code switch
            {
                >= 200 and < 300 => ChannelAnswer.Sent,
                >= 300 and < 400 => new ChannelAnswer(false, $"answered {code}; redirects are not followed"),
                408 or 429 or >= 500 => new ChannelAnswer(false, $"answered {code}", MayTryAgain: true),
                _ => new ChannelAnswer(false, $"answered {code}"),
            };
        }
        catch (HttpRequestException e)
        {
            return new ChannelAnswer(false, e.HttpRequestError is HttpRequestError.SecureConnectionError ? "no secure connection"
                : "could not be reached", MayTryAgain: true);
        }
    }

    private static HttpClient Create(bool useProxy) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = useProxy });

    /// <summary>The posted body.</summary>
    internal byte[] Body(Alert alert)
    {
        if (form is "webhook")
        {
            return JsonSerializer.SerializeToUtf8Bytes(alert, AlertJson.Default.Alert);
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            if (form is "slack")
            {
                // The three characters that Slack uses for its own markup.
                writer.WriteString("text", WebUtility.HtmlEncode(alert.ToText()).Replace("&quot;", "\"", StringComparison.Ordinal)
                    .Replace("&#39;", "'", StringComparison.Ordinal));
            }
            else
            {
                writer.WriteString("content", alert.ToText());
                writer.WriteStartObject("allowed_mentions");
                writer.WriteStartArray("parse");
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
