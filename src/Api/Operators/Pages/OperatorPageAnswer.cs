using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ToolTime.Api.Operators.Pages;

/// <summary>Headers of operators' pages: not cached, not framed, and with no other style sheet than ours.</summary>
internal static class OperatorPageAnswer
{
    /// <summary>How often a page with figures reloads, in seconds.</summary>
    public const int RefreshSeconds = 30;

    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static FileContentHttpResult Create(HttpContext context, byte[] html, OperatorFrame frame, int status = StatusCodes.Status200OK)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";

        // Browsers send a form's origin only if they may send a referrer.
        headers["Referrer-Policy"] = "same-origin";
        if (frame.Refreshes == true)
        {
            headers["Refresh"] = RefreshSeconds.ToString(CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = status;
        return TypedResults.Bytes(html, "text/html; charset=utf-8");
    }
}
