using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Pages;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;

namespace ToolTime.Api.Search;

/// <summary>Finds names by part of the name: GET /v1/api/names as data, GET /search as a page.</summary>
internal static class SearchEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private static readonly string TooLong = $"q may have at most {NameSearch.LongestText} characters.";

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes
            .MapMethods("/v1/api/names", Methods, FindAsync)
            .RequireCors(CorsPolicies.Public)
            .Answers<SearchAnswer>("findNames", "The listed names that contain a text, published ones first.")
            .Takes("q", "Part of a name; case is ignored.")
            .Refuses(400, 503);
        routes.MapMethods("/search", Methods, FindPageAsync).ExcludeFromDescription();
    }

    private static async Task<Results<JsonHttpResult<SearchAnswer>, JsonHttpResult<ProblemDocument>>> FindAsync(
        HttpContext context,
        NameSearch search,
        string q = ""
    )
    {
        if (q.Length > NameSearch.LongestText)
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Length, TooLong);
        }

        if (await search.FindAsync(q.Trim()) is not { } found)
        {
            return Problem.Unavailable(context, GrainFaults.RetryAfter);
        }

        context.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(found, SearchJson.Default.SearchAnswer);
    }

    private static async Task<FileContentHttpResult> FindPageAsync(
        HttpContext context,
        NameSearch search,
        PageHandler pages,
        PageRenderer renderer,
        string q = ""
    )
    {
        if (q.Length > NameSearch.LongestText)
        {
            return await pages.RefusedAsync(context, TooLong);
        }

        if (await search.FindAsync(q.Trim()) is not { } found)
        {
            return await pages.UnavailableAsync(context);
        }

        var parameters = new Dictionary<string, object?>
        {
            [nameof(SearchPage.Found)] = found,
            [nameof(SearchPage.IsAsked)] = q.Trim().Length > 0,
        };
        var answer = PageAnswer.Create(context, await renderer.RenderAsync<SearchPage>(parameters), found.Simulated);
        context.Response.Headers.CacheControl = "private, no-store";
        return answer;
    }
}
