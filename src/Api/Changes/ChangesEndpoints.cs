using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.Publication;
using ToolTime.Api.Requests;
using ToolTime.Changes;

namespace ToolTime.Api.Changes;

/// <summary>What changed from each final week to the next: GET /v1/api/changes as data, GET /feed.atom for feed readers.</summary>
internal static class ChangesEndpoints
{
    /// <summary>The path of the feed.</summary>
    public const string FeedPath = "/feed.atom";

    private const string Cached = "public, max-age=300, stale-while-revalidate=300";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapChanges(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/v1/api/changes", Methods, GetChangesAsync).RequireCors(CorsPolicies.Public)
            .Answers<ChangesDocument>("getChanges", "What changed in each of the newest final weeks.")
            .HasETag().Refuses(503);
        routes.MapMethods(FeedPath, Methods, GetFeedAsync).RequireCors(CorsPolicies.Public).ExcludeFromDescription();
    }

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> GetChangesAsync(
        HttpContext context, PublicationCache current)
    {
        if (await current.Changes.GetAsync() is not { } changes)
        {
            return Problem.Unavailable(context, GrainFaults.RetryAfter);
        }

        context.Response.Headers.CacheControl = Cached;
        return TypedResults.Bytes(changes.Body, "application/json; charset=utf-8", entityTag: changes.ETag);
    }

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> GetFeedAsync(
        HttpContext context, PublishedDocuments documents)
    {
        if (await documents.GetChangesAsync() is not { } changes)
        {
            return Problem.Unavailable(context, GrainFaults.RetryAfter);
        }

        if (!Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host}", UriKind.Absolute, out var origin))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Host, "Host must be a name or an address.");
        }

        context.Response.Headers.CacheControl = Cached;
        var feed = new ChangesFeed(origin.GetLeftPart(UriPartial.Authority));
        return HashedBytes.Answer(feed.Write(changes), "application/atom+xml; charset=utf-8");
    }
}
