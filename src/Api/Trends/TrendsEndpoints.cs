using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.OpenApi;
using ToolTime.Api.Problems;
using ToolTime.Api.Publication;

namespace ToolTime.Api.Trends;

/// <summary>GET /v1/api/trends: one point a published week.</summary>
internal static class TrendsEndpoints
{
    public static void MapTrends(this IEndpointRouteBuilder routes) =>
        routes.MapMethods($"/v1/api/trends/{NamePath.Pattern}", [HttpMethods.Get, HttpMethods.Head], GetTrendAsync).RequireCors(ApiRegistration.PublicCors)
            .Tells<TrendAnswer>("getTrend", "A name's points in the newest published weeks.")
            .TakesName()
            .Takes("weeks", "How many.", "13", "4", "52")
            .Refuses(400, 404, 503);

    private static async Task<Results<JsonHttpResult<TrendAnswer>, JsonHttpResult<ProblemDocument>>> GetTrendAsync(
        HttpContext context, PublishedDocuments documents, string dimension, string? name, string weeks = "13")
    {
        if (weeks is not ("4" or "13" or "52"))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, FaultCode.Weeks, "weeks must be 4, 13 or 52.");
        }

        if (await documents.GetTrendsAsync() is not { } trends)
        {
            return Problem.Unavailable(context, TimeSpan.FromSeconds(5));
        }

        context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
        return NamePath.Find(trends, dimension, name) is { } found && TrendAnswer.Of(trends, found, int.Parse(weeks)) is { } answer
            ? TypedResults.Json(answer, ApiJson.Default.TrendAnswer)
            : Problem.Of(StatusCodes.Status404NotFound, FaultCode.Name, "Nothing is published under this name.");
    }
}
