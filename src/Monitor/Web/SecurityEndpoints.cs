using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ToolTime.Monitor.Web;

/// <summary>The page Security, and what it shows.</summary>
internal static class SecurityEndpoints
{
    public static void Map(
        IEndpointRouteBuilder routes, SecurityHistory history, AcknowledgedFindings acknowledged, Func<DateTimeOffset> now)
    {
        foreach (var (path, file, type) in ((string, string, string)[])[
            ("/security", "security.html", "text/html; charset=utf-8"), ("/security.js", "security.js", "text/javascript; charset=utf-8"),
            ("/security.css", "security.css", "text/css; charset=utf-8")])
        {
            routes.MapGet(path, (RequestDelegate)(context => FileAsync(context, file, type)));
        }

        routes.MapGet("/api/security", (RequestDelegate)(context => ViewAsync(context, history, acknowledged, now)));
        routes.MapPost("/api/security/acknowledged", (RequestDelegate)(context => AcknowledgeAsync(context, acknowledged)));
    }

    private static async Task FileAsync(HttpContext context, string file, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await using var content = typeof(SecurityEndpoints).Assembly.GetManifestResourceStream(file)!;
        await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task ViewAsync(
        HttpContext context, SecurityHistory history, AcknowledgedFindings acknowledged, Func<DateTimeOffset> now)
    {
        var faults = new List<string>();
        if (SecurityFilter.Read(context.Request.Query, faults) is not { } filter)
        {
            await Problems.WriteAsync(context, StatusCodes.Status400BadRequest, "The query is not understood.", faults);
            return;
        }

        var sessions = await history.ReadAsync(filter.Days, now(), context.RequestAborted);
        var view = SecurityView.From(sessions, filter, acknowledged.Read(), now());
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, view, WebJson.Default.SecurityView, context.RequestAborted);
    }

    private static async Task AcknowledgeAsync(HttpContext context, AcknowledgedFindings acknowledged)
    {
        Acknowledgement? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync(context.Request.Body, WebJson.Default.Acknowledgement, context.RequestAborted);
        }
        catch (JsonException e)
        {
            await Problems.WriteAsync(context, StatusCodes.Status400BadRequest, "The body is no acknowledgement.", [e.Path ?? "$"]);
            return;
        }

        if (body is null || !acknowledged.Set(body.Key, body.IsAcknowledged))
        {
            await Problems.WriteAsync(context, StatusCodes.Status400BadRequest, "The body is no acknowledgement.", ["key"]);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

/// <summary>That a finding was seen to, or is to be seen to again.</summary>
internal sealed record Acknowledgement
{
    /// <summary>The finding's.</summary>
    public required string Key { get; init; }

    /// <summary>Whether it was.</summary>
    public required bool IsAcknowledged { get; init; }
}
