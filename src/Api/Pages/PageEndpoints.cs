using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using ToolTime.Api.Problems;
using ToolTime.Api.Publication;
using ToolTime.Api.Trends;
using ToolTime.Calendar;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>The public pages and the files that they load.</summary>
internal static class PageEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AddEndpointFilter<GrainFaults>();
        pages.MapMethods("/", Methods, GetHomeAsync);
        pages.MapMethods("/week/{week}", Methods, GetWeekAsync);
        pages.MapMethods("/privacy", Methods, (HttpContext context, PageHandler handler) => handler.PrivacyAsync(context));
        pages.MapMethods($"/{NamePath.Pattern}", Methods, (HttpContext context, PageHandler handler, string dimension, string? name) =>
            handler.NameAsync(context, dimension, name)
        );
        foreach (var asset in new[] { StaticAssets.Stylesheet, StaticAssets.Icon, StaticAssets.Compare })
        {
            routes.MapMethods(asset.Path, Methods, (HttpContext context) => GetAsset(context, asset));
        }
    }

    private static Task<FileContentHttpResult> GetHomeAsync(
        HttpContext context,
        PageHandler handler,
        DomainClock clock,
        string? window = null,
        string? week = null,
        string? client = null,
        string? all = null
    )
    {
        if (StatsQueryText.TryRead(window, week, client, clock.GetUtcNow(), out var query) is { } fault)
        {
            return handler.RefusedAsync(context, fault.Detail);
        }

        return handler.StatsAsync(context, query, DimensionOf(all));
    }

    private static Task<FileContentHttpResult> GetWeekAsync(
        HttpContext context, PageHandler handler, DomainClock clock, string week, string? client = null, string? all = null)
    {
        if (StatsQueryText.TryRead("week", week, client: null, clock.GetUtcNow(), out var query) is not null)
        {
            return handler.MissingAsync(context);
        }

        return StatsQueryText.TryRead("week", week, client, clock.GetUtcNow(), out query) is { } fault
            ? handler.RefusedAsync(context, fault.Detail)
            : handler.StatsAsync(context, query, DimensionOf(all));
    }

    private static Dimension? DimensionOf(string? name) => DimensionNames.TryParse(name ?? "", out var dimension) ? dimension : null;

    private static FileContentHttpResult GetAsset(HttpContext context, PageAsset asset)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        return TypedResults.Bytes(asset.Body, asset.ContentType);
    }
}
