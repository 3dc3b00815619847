using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Publication;

namespace ToolTime.Api.Publication;

/// <summary>GET /v1/api/stats: a window's ready-made bytes, for all clients or one.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/v1/api/stats", [HttpMethods.Get, HttpMethods.Head], GetStatsAsync).RequireCors(CorsPolicies.Public)
            .Answers<StatsDocument>("getStats", "The figures of a window.")
            .TakesWindow()
            .HasETag().Refuses(400, 503);

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> GetStatsAsync(
        HttpContext context,
        PublicationCache current,
        DomainClock clock,
        string? window = null,
        string? week = null,
        string? client = null
    )
    {
        if (StatsQueryText.TryRead(window, week, client, clock.GetUtcNow(), out var query) is { } fault)
        {
            return Problem.Create(StatusCodes.Status400BadRequest, [fault]);
        }

        if (await current.Get(query).GetAsync() is not { } publication)
        {
            return Problem.Unavailable(context, GrainFaults.RetryAfter);
        }

        // The body contains what is in force; each limit's own rule says how it is applied.
        context.Response.Headers.Link = "</v1/api/privacy>; rel=\"describedby\"";
        context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
        return TypedResults.Bytes(publication.Body, "application/json; charset=utf-8", entityTag: publication.ETag);
    }
}
