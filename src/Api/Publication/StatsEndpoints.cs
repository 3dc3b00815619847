using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>GET /v1/api/stats: the newest published ISO week's ready-made bytes.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/api/stats", [HttpMethods.Get, HttpMethods.Head], GetStatsAsync).RequireCors(ApiRegistration.PublicCors);

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> GetStatsAsync(
        HttpContext context, CurrentPublication current, string window = ISummaryGrain.Week, string client = "")
    {
        if (window != ISummaryGrain.Week)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, FaultCode.Window, "window must be week.");
        }

        if (client.Length > 0)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, FaultCode.Client, "Figures of single clients are not published.");
        }

        if (await current.GetAsync() is not { } publication)
        {
            return Problem.Unavailable(context, TimeSpan.FromSeconds(5));
        }

        context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
        return TypedResults.Bytes(publication.Body, "application/json; charset=utf-8", entityTag: publication.ETag);
    }
}
