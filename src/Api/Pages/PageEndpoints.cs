using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.Publication;
using ToolTime.Api.Trends;
using ToolTime.Calendar;
using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>The pages for people, and what they load.</summary>
internal static class PageEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AddEndpointFilter<GrainFaults>();
        pages.MapMethods("/", Methods, GetHomeAsync);
        pages.MapMethods("/week/{week}", Methods, GetWeekAsync);
        pages.MapMethods("/privacy", Methods, (HttpContext context, PageDoor door) => door.PrivacyAsync(context));
        pages.MapMethods($"/{NamePath.Pattern}", Methods, (HttpContext context, PageDoor door, string dimension, string? name) => door.NameAsync(context, dimension, name));
        foreach (var asset in new[] { PageAssets.Stylesheet, PageAssets.Icon })
        {
            routes.MapMethods(asset.Path, Methods, (HttpContext context) => GetAsset(context, asset));
        }
    }

    private static Task<FileContentHttpResult> GetHomeAsync(HttpContext context, PageDoor door, string window = ISummaryGrain.Week)
    {
        if (!StatsWindowNames.TryParse(window, out var kind))
        {
            return door.RefusedAsync(context, "The windows are week, 7d, 4w and 13w.");
        }

        return AnswerAsync(context, door, clients => StatsQuery.Of(kind, kind == StatsWindowKind.SevenDays ? [] : clients));
    }

    private static Task<FileContentHttpResult> GetWeekAsync(
        HttpContext context, PageDoor door, string week, DomainClock clock)
    {
        // Weeks that could never have been published are not asked for, so that what is held ready stays little.
        var isAskable = IsoWeek.TryParse(week, null, out var isoWeek) && isoWeek.FirstDay >= Epoch.Numbered(0).FirstDay && isoWeek.EndExclusive <= clock.GetUtcNow();
        return isAskable ? AnswerAsync(context, door, clients => StatsQuery.Of(isoWeek, clients)) : door.MissingAsync(context);
    }

    private static Task<FileContentHttpResult> AnswerAsync(HttpContext context, PageDoor door, Func<IEnumerable<Usage.AgentClient>, StatsQuery> queryOf)
    {
        // A form sends a parameter for each box; a link has commas.
        var names = string.Join(',', (IEnumerable<string?>)context.Request.Query["client"]);
        return ClientNames.TryParse(names, out var clients)
            ? door.StatsAsync(context, queryOf(clients))
            : door.RefusedAsync(context, "The clients are claude-code, codex, openclaw, opencode and gemini.");
    }

    private static FileContentHttpResult GetAsset(HttpContext context, PageAsset asset)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(asset.Body, asset.ContentType);
    }
}
