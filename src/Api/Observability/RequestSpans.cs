using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ToolTime.Observability;

namespace ToolTime.Api.Observability;

/// <summary>
/// A span for each request, named by its method and route template. Paths, queries, headers and addresses are in none. It is a root: what
/// the caller says of its own trace is not taken over.
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

        // A method is the caller's own word where no route knows it.
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
