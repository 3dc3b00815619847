using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ToolTime.Api.Publication;
using ToolTime.Api.Trends;
using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>Gathers what a page shows, all of it from publications, and renders it.</summary>
internal sealed class PageDoor(PublishedDocuments documents, PageRenderer renderer, IGrainFactory grains)
{
    /// <summary>The page of a window or week.</summary>
    public async Task<FileContentHttpResult> StatsAsync(HttpContext context, StatsQuery query)
    {
        if (await documents.GetStatsAsync(query) is not { } stats || await documents.GetTrendsAsync() is not { } trends)
        {
            return await UnavailableAsync(context);
        }

        if (query.Week is not null && stats.Window.From is null)
        {
            return await MissingAsync(context, trends);
        }

        var view = new StatsView
        {
            Query = query,
            Stats = stats,
            Trends = trends,
            Terms = await GetTermsAsync(),
            Tables = new RankedTables(stats, trends).All(),
        };
        return PageAnswer.Of(context, await renderer.RenderAsync<StatsPage>(new() { [nameof(StatsPage.View)] = view }), trends.Simulated);
    }

    /// <summary>The page of a name; one answer for all names that are hidden, unknown or blocked.</summary>
    public async Task<FileContentHttpResult> NameAsync(HttpContext context, string dimension, string? name)
    {
        if (await documents.GetTrendsAsync() is not { } trends)
        {
            return await UnavailableAsync(context);
        }

        if (NamePath.Find(trends, dimension, name) is not { } found)
        {
            return await MissingAsync(context, trends);
        }

        var view = NameView.Of(found, trends, await GetTermsAsync(), $"{context.Request.Scheme}://{context.Request.Host}");
        return PageAnswer.Of(context, await renderer.RenderAsync<NamePage>(new() { [nameof(NamePage.View)] = view }), trends.Simulated);
    }

    /// <summary>The policy and the rules in force.</summary>
    public async Task<FileContentHttpResult> PrivacyAsync(HttpContext context)
    {
        var isSimulated = await documents.GetTrendsAsync() is { Simulated: true };
        var html = await renderer.RenderAsync<PrivacyPage>(new()
        {
            [nameof(PrivacyPage.Terms)] = await GetTermsAsync(),
            [nameof(PrivacyPage.Simulated)] = isSimulated,
        });
        return PageAnswer.Of(context, html, isSimulated);
    }

    /// <summary>The answer to a window or client that there is not.</summary>
    public async Task<FileContentHttpResult> RefusedAsync(HttpContext context, string text) =>
        await PlainAsync(context, StatusCodes.Status400BadRequest, "There is no such choice", text, await documents.GetTrendsAsync());

    /// <summary>The answer where nothing is published.</summary>
    public async Task<FileContentHttpResult> MissingAsync(HttpContext context) => await MissingAsync(context, await documents.GetTrendsAsync());

    private Task<FileContentHttpResult> MissingAsync(HttpContext context, TrendsDocument? trends) => PlainAsync(
        context, StatusCodes.Status404NotFound, "Nothing is published here", "There is no such page, or too few stand behind it to tell.", trends);

    private async Task<FileContentHttpResult> UnavailableAsync(HttpContext context)
    {
        var answer = await PlainAsync(
            context, StatusCodes.Status503ServiceUnavailable, "The server cannot answer now", "Its figures are safe; please come back in a few seconds.", trends: null);
        context.Response.Headers.RetryAfter = "5";
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    private async Task<FileContentHttpResult> PlainAsync(HttpContext context, int status, string title, string text, TrendsDocument? trends)
    {
        var isSimulated = trends is { Simulated: true };
        var html = await renderer.RenderAsync<PlainPage>(new()
        {
            [nameof(PlainPage.Title)] = title,
            [nameof(PlainPage.Text)] = text,
            [nameof(PlainPage.Simulated)] = isSimulated,
        });
        return PageAnswer.Of(context, html, isSimulated, status);
    }

    private Task<PrivacyTerms> GetTermsAsync() => grains.GetGrain<IPrivacyGrain>(0).GetTermsAsync();
}
