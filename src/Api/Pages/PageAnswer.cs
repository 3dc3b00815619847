using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using ToolTime.Api.Requests;

namespace ToolTime.Api.Pages;

/// <summary>Headers and entity tags of pages.</summary>
internal static class PageAnswer
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The policy of the page with a script: no requests from the script, no frames, no form but the search.</summary>
    private const string PolicyOfScript =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>
    /// A page. It may be compressed in transit, so its entity tag is weak; one that is not 200 has none, since it is never 304. With a
    /// simulated clock, weeks pass in seconds, so no one may cache it.
    /// </summary>
    public static FileContentHttpResult Create(
        HttpContext context, byte[] html, bool isSimulated, int status = StatusCodes.Status200OK, bool hasScript = false)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = isSimulated ? "no-cache" : "public, max-age=300, stale-while-revalidate=300";
        headers.ContentSecurityPolicy = hasScript ? PolicyOfScript : ContentSecurityPolicy;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        headers["Referrer-Policy"] = "no-referrer";
        context.Response.StatusCode = status;
        return TypedResults.Bytes(
            html,
            "text/html; charset=utf-8",
            entityTag: status == StatusCodes.Status200OK ? HashedBytes.TagOf(html, isWeak: true) : null
        );
    }
}
