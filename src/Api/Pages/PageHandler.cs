using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ToolTime.Api.Publication;
using ToolTime.Api.Trends;
using ToolTime.Privacy;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>Gathers what a page shows, all from publications, and renders it.</summary>
internal sealed class PageHandler(PublishedDocuments documents, NameLookUp names, PageRenderer renderer, IGrainFactory grains)
{
    /// <summary>The page of a window or week.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">The window or week, and the client.</param>
    /// <param name="full">The dimension whose table is shown in full; null to show the first rows of each.</param>
    public async Task<FileContentHttpResult> StatsAsync(HttpContext context, StatsQuery query, Dimension? full)
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
            Tables = new StatsTableLayout(stats, await FindClientsAsync(query)).All(),
            Highlights = Highlights.Choose(stats, trends),
            Full = full,
        };
        return PageAnswer.Create(
            context,
            await renderer.RenderAsync<StatsPage>(new() { [nameof(StatsPage.View)] = view }),
            trends.Simulated
        );
    }

    /// <summary>A name's page; the answer is the same for all names that are not listed or are blocked.</summary>
    public async Task<FileContentHttpResult> NameAsync(HttpContext context, string dimension, string? name)
    {
        switch (await names.FindAsync(dimension, name))
        {
            case NameAnswer.Found found:
                var view = new NameView
                {
                    Name = found,
                    Terms = await GetTermsAsync(),
                    Clients = await FindClientsAsync(found),
                    Origin = $"{context.Request.Scheme}://{context.Request.Host}",
                };
                return PageAnswer.Create(
                    context,
                    await renderer.RenderAsync<NamePage>(new() { [nameof(NamePage.View)] = view }),
                    found.Stats.Window.Simulated
                );
            case NameAnswer.NotListed:
                return await MissingAsync(context);
            default:
                return await UnavailableAsync(context);
        }
    }

    /// <summary>The policy and the rules in force.</summary>
    public async Task<FileContentHttpResult> PrivacyAsync(HttpContext context)
    {
        var isSimulated = await documents.GetTrendsAsync() is { Simulated: true };
        var html = await renderer.RenderAsync<PrivacyPage>(
            new() { [nameof(PrivacyPage.Terms)] = await GetTermsAsync(), [nameof(PrivacyPage.Simulated)] = isSimulated }
        );
        return PageAnswer.Create(context, html, isSimulated);
    }

    /// <summary>The page for an unknown window or client.</summary>
    public async Task<FileContentHttpResult> RefusedAsync(HttpContext context, string text) =>
        await PlainAsync(context, StatusCodes.Status400BadRequest, "Invalid choice", text, await documents.GetTrendsAsync());

    /// <summary>The page shown if nothing is published.</summary>
    public async Task<FileContentHttpResult> MissingAsync(HttpContext context) =>
        await MissingAsync(context, await documents.GetTrendsAsync());

    /// <summary>The page shown if no grain answers.</summary>
    public async Task<FileContentHttpResult> UnavailableAsync(HttpContext context)
    {
        var answer = await PlainAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            "The server cannot answer now",
            "Its figures are safe; please come back in a few seconds.",
            trends: null
        );
        context.Response.Headers.RetryAfter = "5";
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    private Task<FileContentHttpResult> MissingAsync(HttpContext context, TrendsDocument? trends) =>
        PlainAsync(
            context,
            StatusCodes.Status404NotFound,
            "Nothing is published here",
            "There is no such page, and no such listed name.",
            trends
        );

    /// <summary>A name's figures in each client's own table for the newest seven days, most adopted first.</summary>
    private async Task<IReadOnlyList<(string Client, NameFigures Figures)>> FindClientsAsync(NameAnswer.Found name)
    {
        var clients = new List<(string Client, NameFigures Figures)>();
        foreach (
            var client in Enum.GetValues<AgentClient>().Where(client => client != AgentClient.Unknown && name.Dimension != Dimension.Client)
        )
        {
            if (
                await documents.GetStatsAsync(StatsQuery.Default.ForClient(client)) is { } own
                && NameFigures.From(own, name.Dimension).FirstOrDefault(other => other.Name == name.Name) is { } figures
            )
            {
                clients.Add((client.ToName(), figures));
            }
        }

        return [.. clients.OrderByDescending(client => client.Figures.Adoption).ThenBy(client => client.Client, StringComparer.Ordinal)];
    }

    /// <summary>The clients in whose own tables each tool appears; empty if the query is for one client.</summary>
    private async Task<ILookup<string, string>> FindClientsAsync(StatsQuery query)
    {
        var tools = new List<(string Tool, string Client)>();
        foreach (var client in Enum.GetValues<AgentClient>().Where(client => client != AgentClient.Unknown && query.Client is null))
        {
            var own = await documents.GetStatsAsync(query.ForClient(client));
            tools.AddRange((own?.Tools ?? []).Select(tool => (tool.ToolName, client.ToName())));
        }

        return tools.ToLookup(tool => tool.Tool, tool => tool.Client);
    }

    private async Task<FileContentHttpResult> PlainAsync(HttpContext context, int status, string title, string text, TrendsDocument? trends)
    {
        var isSimulated = trends is { Simulated: true };
        var html = await renderer.RenderAsync<PlainPage>(
            new()
            {
                [nameof(PlainPage.Title)] = title,
                [nameof(PlainPage.Text)] = text,
                [nameof(PlainPage.Simulated)] = isSimulated,
            }
        );
        return PageAnswer.Create(context, html, isSimulated, status);
    }

    private Task<PrivacyTerms> GetTermsAsync() => grains.GetGrain<IPrivacyGrain>(0).GetTermsAsync();
}
