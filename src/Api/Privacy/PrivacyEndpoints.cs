using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Privacy;

namespace ToolTime.Api.Privacy;

/// <summary>GET /v1/api/privacy: the rules in force, as data.</summary>
internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods("/v1/api/privacy", [HttpMethods.Get, HttpMethods.Head], GetTermsAsync)
            .RequireCors(CorsPolicies.Public)
            .AddEndpointFilter<GrainFaults>()
            .Answers<PrivacyAnswer>("getPrivacy", "The rules in force, and every collected field.")
            .Refuses(503);

    private static async Task<JsonHttpResult<PrivacyAnswer>> GetTermsAsync(HttpContext context, IGrainFactory grains)
    {
        var terms = await grains.GetGrain<IPrivacyGrain>(0).GetTermsAsync();
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Json(PrivacyAnswer.From(terms), PrivacyJson.Default.PrivacyAnswer);
    }
}
