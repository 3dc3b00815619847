using Microsoft.AspNetCore.Http;

namespace ToolTime.Api.Operators;

/// <summary>
/// The cookie of the operators' pages. No script and no other site can use it, the endpoints outside of /operator never get it, and it ends
/// with the browser.
/// </summary>
internal static class OperatorCookie
{
    /// <summary>The pages that get it.</summary>
    public const string Path = "/operator";

    private const string Name = "tooltime-operator";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Write(HttpContext context, OperatorSession session) =>
        context.Response.Cookies.Append(Name, session.Id, OptionsFor(context));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsFor(context));

    // Behind a proxy that ends TLS, only its header says so. A client that forges it makes its own browser drop the cookie.
    private static CookieOptions OptionsFor(HttpContext context) => new()
    {
        Path = Path,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps || context.Request.Headers["X-Forwarded-Proto"] == "https",
        IsEssential = true,
    };
}
