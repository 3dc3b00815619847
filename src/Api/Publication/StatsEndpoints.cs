using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.OpenApi;
using ToolTime.Api.Problems;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>GET /v1/api/stats: the ready-made bytes of a window and set of clients.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/api/stats", [HttpMethods.Get, HttpMethods.Head], GetStatsAsync).RequireCors(ApiRegistration.PublicCors)
            .Tells<StatsDocument>("getStats", "The figures of a window.")
            .Takes("window", "The newest published week, the newest 4 or 13, or 7d, the newest published seven days, which has no clients.", "week", "4w", "13w", "7d")
            .Takes("client", "Listed clients, with commas between them; empty for all.")
            .HasETag().Refuses(400, 503);

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> GetStatsAsync(
        HttpContext context, CurrentPublications current, string window = ISummaryGrain.Week, string client = "")
    {
        if (!StatsWindowNames.TryParse(window, out var kind))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, FaultCode.Window, "window must be week, 7d, 4w or 13w.");
        }

        if (!ClientNames.TryParse(client, out var clients))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, FaultCode.Client, "client must be listed clients, with commas between them.");
        }

        if (kind == StatsWindowKind.SevenDays && clients.Count > 0)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, FaultCode.Client, "The window 7d tells of all clients together only.");
        }

        if (await current.Of(StatsQuery.Of(kind, clients)).GetAsync() is not { } publication)
        {
            return Problem.Unavailable(context, TimeSpan.FromSeconds(5));
        }

        // What is in force stands in the body; how each limit is applied, there.
        context.Response.Headers.Link = "</v1/api/privacy>; rel=\"describedby\"";
        context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
        return TypedResults.Bytes(publication.Body, "application/json; charset=utf-8", entityTag: publication.ETag);
    }
}
