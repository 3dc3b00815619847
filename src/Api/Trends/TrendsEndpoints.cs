using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;

namespace ToolTime.Api.Trends;

/// <summary>GET /v1/api/trends: a name's newest seven days, and one point per final week.</summary>
internal static class TrendsEndpoints
{
    public static void MapTrends(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods($"/v1/api/trends/{NamePath.Pattern}", [HttpMethods.Get, HttpMethods.Head], GetTrendAsync)
            .RequireCors(CorsPolicies.Public)
            .Answers<TrendAnswer>("getTrend", "A name's newest figures, and its points in the newest final weeks.")
            .TakesName()
            .Takes("weeks", "The number of final weeks.", "13", "4", "52")
            .Refuses(400, 404, 503);

    private static async Task<Results<JsonHttpResult<TrendAnswer>, JsonHttpResult<ProblemDocument>>> GetTrendAsync(
        HttpContext context, NameLookUp names, string dimension, string? name, string weeks = "13")
    {
        if (weeks is not ("4" or "13" or "52"))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Weeks, "weeks must be 4, 13 or 52.");
        }

        context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
        return await names.FindAsync(dimension, name) switch
        {
            NameAnswer.Found found => TypedResults.Json(TrendAnswer.From(found, int.Parse(weeks)), TrendJson.Default.TrendAnswer),
            NameAnswer.NotListed => Problem.Create(StatusCodes.Status404NotFound, FaultCode.Name, "There is no such listed name."),
            _ => Unavailable(context),
        };
    }

    private static JsonHttpResult<ProblemDocument> Unavailable(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Problem.Unavailable(context, GrainFaults.RetryAfter);
    }
}
