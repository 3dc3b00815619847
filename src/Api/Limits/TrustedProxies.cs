using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Submissions;

namespace ToolTime.Api.Limits;

/// <summary>
/// Accepts what trusted proxies report about a request: the client's address (<c>X-Forwarded-For</c>) and whether it used TLS
/// (<c>X-Forwarded-Proto</c>). Both headers are ignored from anyone else.
/// </summary>
public static class TrustedProxies
{
    /// <summary>Adds the middleware; it must come before everything else that reads a request.</summary>
    public static void UseTrustedProxies(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var trusted = app.ApplicationServices.GetRequiredService<IOptions<IngestionOptions>>().Value.TrustedProxies;

        // Without any network, the middleware would trust everyone.
        if (trusted.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in trusted)
        {
            options.KnownIPNetworks.Add(ProxyNetwork.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
        app.Use((context, next) =>
        {
            // A proxy may forward headers that it received, so anyone could put their own text into our links.
            context.Request.Scheme = context.Request.IsHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            return next(context);
        });
    }
}
