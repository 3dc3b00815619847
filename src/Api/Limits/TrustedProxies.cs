using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Submissions;

namespace ToolTime.Api.Limits;

/// <summary>
/// Takes what trusted proxies say of a request for its own: the client's address (<c>X-Forwarded-For</c>) and whether it came by TLS
/// (<c>X-Forwarded-Proto</c>). Of others, and where no proxy is trusted, both are left unread.
/// </summary>
public static class TrustedProxies
{
    /// <summary>Adds it; it must come before all that looks at a request.</summary>
    public static void UseTrustedProxies(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var trusted = app.ApplicationServices.GetRequiredService<IOptions<IngestionOptions>>().Value.TrustedProxies;

        // Without any network the middleware would believe everybody.
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
            options.KnownIPNetworks.Add(TrustedProxy.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
        app.Use((context, next) =>
        {
            // A proxy that passes on what it was sent would have a word of anybody's stand in our links.
            context.Request.Scheme = context.Request.IsHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            return next(context);
        });
    }
}
