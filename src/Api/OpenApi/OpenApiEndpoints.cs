using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Pages;
using ToolTime.Api.Publication;

namespace ToolTime.Api.OpenApi;

/// <summary>GET /openapi/v1.json, and a page to try what it tells. The page has no script: its forms lead over a redirect to the door.</summary>
internal static class OpenApiEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods($"/openapi/{ApiDocument.Name}.json", Methods, GetDocumentAsync).RequireCors(ApiRegistration.PublicCors);
        routes.MapMethods("/openapi", Methods, GetPageAsync);
        routes.MapMethods("/openapi/go", Methods, GoAsync);
    }

    private static async Task<FileContentHttpResult> GetDocumentAsync(HttpContext context, ApiDocument document)
    {
        var (body, eTag, _) = await document.GetAsync();
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Bytes(body, "application/json; charset=utf-8", entityTag: eTag);
    }

    private static async Task<FileContentHttpResult> GetPageAsync(HttpContext context, ApiDocument document, PageRenderer renderer, PublishedDocuments documents)
    {
        var isSimulated = await documents.GetTrendsAsync() is { Simulated: true };
        var html = await renderer.RenderAsync<TryPage>(new() { [nameof(TryPage.Doors)] = (await document.GetAsync()).Doors, [nameof(TryPage.Simulated)] = isSimulated });
        return PageAnswer.Of(context, html, isSimulated);
    }

    private static async Task<Results<RedirectHttpResult, FileContentHttpResult>> GoAsync(HttpContext context, ApiDocument document, PageDoor door)
    {
        var path = context.Request.Query["door"].ToString();
        if ((await document.GetAsync()).Doors.FirstOrDefault(one => one.Path == path) is not { } chosen)
        {
            return await door.MissingAsync(context);
        }

        return chosen.AddressOf(context.Request.Query) is { } address
            ? TypedResults.LocalRedirect(address)
            : await door.RefusedAsync(context, "Every part of the path must be chosen.");
    }
}
