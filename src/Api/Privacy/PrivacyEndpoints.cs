using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Privacy;

namespace ToolTime.Api.Privacy;

/// <summary>GET /v1/api/privacy: the rules in force, as data; GET /privacy: the policy, for people.</summary>
internal static class PrivacyEndpoints
{
    private const string CacheControl = "public, max-age=300";

    public static void MapPrivacy(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/api/privacy", GetTermsAsync).RequireCors(ApiRegistration.PublicCors).AddEndpointFilter<GrainFaults>();
        routes.MapGet("/privacy", GetPolicyAsync).AddEndpointFilter<GrainFaults>();
    }

    private static async Task<JsonHttpResult<PrivacyAnswer>> GetTermsAsync(HttpContext context, IGrainFactory grains)
    {
        var terms = await grains.GetGrain<IPrivacyGrain>(0).GetTermsAsync();
        context.Response.Headers.CacheControl = CacheControl;
        return TypedResults.Json(PrivacyAnswer.Of(terms), ApiJson.Default.PrivacyAnswer);
    }

    private static async Task<ContentHttpResult> GetPolicyAsync(HttpContext context, IGrainFactory grains)
    {
        var terms = await grains.GetGrain<IPrivacyGrain>(0).GetTermsAsync();
        context.Response.Headers.CacheControl = CacheControl;
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Content(Policy.Html(terms), "text/html; charset=utf-8");
    }
}
