using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Pages;
using ToolTime.Api.Publication;
using ToolTime.Publication;

namespace ToolTime.Api.Compare;

/// <summary>GET /compare: compares the reader's own calls with submitters', computed in the page.</summary>
internal static class CompareEndpoints
{
    public static void MapCompare(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/compare", [HttpMethods.Get, HttpMethods.Head], GetAsync).ExcludeFromDescription();

    private static async Task<FileContentHttpResult> GetAsync(
        HttpContext context, PublishedDocuments documents, PageRenderer renderer, PageHandler pages)
    {
        if (await documents.GetStatsAsync(StatsQuery.Default) is not { } stats)
        {
            return await pages.UnavailableAsync(context);
        }

        var html = await renderer.RenderAsync<ComparePage>(new() { [nameof(ComparePage.Stats)] = stats });
        return PageAnswer.Create(context, html, stats.Window.Simulated, hasScript: true);
    }
}
