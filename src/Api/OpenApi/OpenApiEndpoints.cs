using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Pages;
using ToolTime.Api.Publication;
using ToolTime.Api.Requests;

namespace ToolTime.Api.OpenApi;

/// <summary>
/// GET /openapi/v1.json, and a page to try the endpoints in it. The page has no script: its forms are redirected to the endpoint.
/// </summary>
internal static class OpenApiEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods($"/openapi/{ApiDocument.Name}.json", Methods, GetDocumentAsync).RequireCors(CorsPolicies.Public);
        routes.MapMethods("/openapi", Methods, GetPageAsync);
        routes.MapMethods("/openapi/go", Methods, GoAsync);
    }

    private static async Task<FileContentHttpResult> GetDocumentAsync(HttpContext context, ApiDocument document)
    {
        var (body, eTag, _) = await document.GetAsync();
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Bytes(body, "application/json; charset=utf-8", entityTag: eTag);
    }

    private static async Task<FileContentHttpResult> GetPageAsync(
        HttpContext context,
        ApiDocument document,
        PageRenderer renderer,
        PublishedDocuments documents
    )
    {
        var isSimulated = await documents.GetTrendsAsync() is { Simulated: true };
        var html = await renderer.RenderAsync<TryPage>(
            new() { [nameof(TryPage.Endpoints)] = (await document.GetAsync()).Endpoints, [nameof(TryPage.Simulated)] = isSimulated }
        );
        return PageAnswer.Create(context, html, isSimulated);
    }

    private static async Task<Results<RedirectHttpResult, FileContentHttpResult>> GoAsync(
        HttpContext context,
        ApiDocument document,
        PageHandler handler
    )
    {
        var path = context.Request.Query["endpoint"].ToString();
        if ((await document.GetAsync()).Endpoints.FirstOrDefault(one => one.Path == path) is not { } chosen)
        {
            return await handler.MissingAsync(context);
        }

        return chosen.AddressOf(context.Request.Query) is { } address
            ? TypedResults.LocalRedirect(address)
            : await handler.RefusedAsync(context, "Choose every part of the path.");
    }
}
