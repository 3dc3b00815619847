using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Api.Trends;

namespace ToolTime.Api.Badges;

/// <summary>GET /v1/api/badge: a name's newest seven days as a badge.</summary>
internal static class BadgeEndpoints
{
    public static void MapBadges(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods($"/v1/api/badge/{NamePath.Pattern}", [HttpMethods.Get, HttpMethods.Head], GetBadgeAsync)
            .RequireCors(CorsPolicies.Public)
            .Answers<BadgeAnswer>("getBadge", "A badge of a name's newest seven days; 404 is a badge too.")
            .AlsoAs("image/svg+xml")
            .Produces<BadgeAnswer>(StatusCodes.Status404NotFound)
            .TakesName()
            .Takes("format", "A picture, or JSON for shields.io.", "svg", "json")
            .Takes("show", "What the badge shows.", "submitters", "calls")
            .HasETag().Refuses(400, 503);

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> GetBadgeAsync(
        HttpContext context, NameLookUp names, string dimension, string? name, string format = "svg", string show = "submitters")
    {
        if (format is not ("svg" or "json"))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Format, "format must be svg or json.");
        }

        if (show is not ("submitters" or "calls"))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Show, "show must be submitters or calls.");
        }

        if (await names.FindAsync(dimension, name) is var answer && answer is NameAnswer.Unavailable)
        {
            return Problem.Unavailable(context, GrainFaults.RetryAfter);
        }

        var text = answer is NameAnswer.Found found ? BadgeText.From(found, ofCalls: show == "calls") : BadgeText.Nothing;
        context.Response.StatusCode = answer is NameAnswer.Found ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.Headers.CacheControl = "public, max-age=300, stale-while-revalidate=300";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        var isSvg = format == "svg";
        if (isSvg)
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        }

        var body = isSvg
            ? Encoding.UTF8.GetBytes(BadgeDrawing.Svg(text))
            : JsonSerializer.SerializeToUtf8Bytes(BadgeAnswer.Create(text), BadgeJson.Default.BadgeAnswer);
        return TypedResults.Bytes(
            body,
            isSvg ? "image/svg+xml; charset=utf-8" : "application/json; charset=utf-8",
            entityTag: answer is NameAnswer.Found ? HashedBytes.TagOf(body, isWeak: isSvg) : null
        );
    }
}
