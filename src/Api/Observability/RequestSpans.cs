using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ToolTime.Observability;

namespace ToolTime.Api.Observability;

/// <summary>
/// A span per request, named after its method and route template. It contains no paths, queries, headers or addresses. It is a root: the
/// caller's own trace context is ignored.
/// </summary>
internal sealed class RequestSpans(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!ToolTimeTraces.Source.HasListeners())
        {
            await next(context);
            return;
        }

        Activity.Current = null;
        using var span = ToolTimeTraces.Source.StartActivity("request", ActivityKind.Server);
        try
        {
            await next(context);
        }
        finally
        {
            Describe(span, context);
        }
    }

    private static void Describe(Activity? span, HttpContext context)
    {
        if (span is null)
        {
            return;
        }

        // Without a route, the method is arbitrary text from the caller.
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? "request" : $"{context.Request.Method} {route}";
        span.SetTag("http.route", route);
        span.SetTag("http.request.method", route is null ? "_OTHER" : context.Request.Method);
        span.SetTag("http.response.status_code", context.Response.StatusCode.ToString(CultureInfo.InvariantCulture));
        span.SetStatus(
            context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? ActivityStatusCode.Error : ActivityStatusCode.Unset
        );
    }
}
