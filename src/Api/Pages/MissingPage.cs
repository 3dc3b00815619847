using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace ToolTime.Api.Pages;

/// <summary>The page for an address that has no endpoint, for callers who prefer pages; programs get a problem document.</summary>
internal static class MissingPage
{
    public static void UseMissingPage(this IApplicationBuilder app) =>
        app.UseStatusCodePages(pages => IsWanted(pages.HttpContext) ? WriteAsync(pages.HttpContext) : Task.CompletedTask);

    /// <summary>Whether no endpoint was found and the caller, like browsers, accepts HTML before anything else.</summary>
    private static bool IsWanted(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status404NotFound
        && context.GetEndpoint() is null
        && context.Request.GetTypedHeaders().Accept.MaxBy(accepted => accepted.Quality ?? 1)?.MediaType == "text/html";

    private static async Task WriteAsync(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        var page = await context.RequestServices.GetRequiredService<PageHandler>().MissingAsync(context);
        await page.ExecuteAsync(context);
    }
}
