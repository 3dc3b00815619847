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
        return PageAnswer.Of(context, await renderer.RenderAsync<StatsPage>(new() { [nameof(StatsPage.View)] = view }));
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
        return PageAnswer.Of(context, await renderer.RenderAsync<NamePage>(new() { [nameof(NamePage.View)] = view }));
    }

    /// <summary>The policy and the rules in force.</summary>
    public async Task<FileContentHttpResult> PrivacyAsync(HttpContext context)
    {
        var trends = await documents.GetTrendsAsync();
        var html = await renderer.RenderAsync<PrivacyPage>(new()
        {
            [nameof(PrivacyPage.Terms)] = await GetTermsAsync(),
            [nameof(PrivacyPage.Simulated)] = trends?.Simulated ?? false,
        });
        return PageAnswer.Of(context, html);
    }

    /// <summary>The answer to a window or client that there is not.</summary>
    public async Task<FileContentHttpResult> RefusedAsync(HttpContext context, string text) =>
        PageAnswer.Of(context, await PlainAsync("There is no such choice", text, await documents.GetTrendsAsync()), StatusCodes.Status400BadRequest);

    /// <summary>The answer where nothing is published.</summary>
    public async Task<FileContentHttpResult> MissingAsync(HttpContext context) => await MissingAsync(context, await documents.GetTrendsAsync());

    private async Task<FileContentHttpResult> MissingAsync(HttpContext context, TrendsDocument? trends) =>
        PageAnswer.Of(context, await PlainAsync("Nothing is published here", "There is no such page, or too few stand behind it to tell.", trends), StatusCodes.Status404NotFound);

    private async Task<FileContentHttpResult> UnavailableAsync(HttpContext context)
    {
        var html = await PlainAsync("The server cannot answer now", "Its figures are safe; please come back in a few seconds.", trends: null);
        var answer = PageAnswer.Of(context, html, StatusCodes.Status503ServiceUnavailable);
        context.Response.Headers.RetryAfter = "5";
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    private Task<byte[]> PlainAsync(string title, string text, TrendsDocument? trends) => renderer.RenderAsync<PlainPage>(new()
    {
        [nameof(PlainPage.Title)] = title,
        [nameof(PlainPage.Text)] = text,
        [nameof(PlainPage.Simulated)] = trends?.Simulated ?? false,
    });

    private Task<PrivacyTerms> GetTermsAsync() => grains.GetGrain<IPrivacyGrain>(0).GetTermsAsync();
}
