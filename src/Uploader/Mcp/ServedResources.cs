using System.Text.Json;
using ModelContextProtocol.Protocol;
using ToolTime.Api.Mcp;
using ToolTime.Uploader.Insights;

namespace ToolTime.Uploader.Mcp;

/// <summary>The resources: the community's tables and names, and this machine's usage.</summary>
internal sealed class ServedResources(CommunityClient community, LocalReading local, AgentReading machine)
{
    private const string Community = "tool-time://community/";
    private const string Local = "tool-time://local/";
    private const string MediaType = "application/json";

    public static ListResourcesResult List() => new()
    {
        Resources =
        [
            Resource(Community, "overview", "Reports, submitters and dates of the community's newest seven days."),
            Resource(Community, "tools", "The community's tools by calls: submitters, calls, error rates."),
            Resource(Community, "skills", "The community's skills by invocations."),
            Resource(Community, "mcp", "The community's MCP servers by calls: submitters, error rates."),
            Resource(Community, "models", "Models by the share of submitters who used them, in percent."),
            Resource(Local, "today", "What was used on this machine today: tokens, cost, models, tools, skills, MCP servers."),
            Resource(Local, "week", "The same for the last 7 days."),
            Resource(Local, "insights", "What stands out in what agents did here in the last 30 days, with the evidence and what to change."),
            Resource(Local, "security", "What was dangerous in what agents ran here in the last 30 days, by rule."),
        ],
    };

    public static ListResourceTemplatesResult Templates() =>
        new()
        {
            ResourceTemplates =
            [
                new()
                {
                    Name = "item",
                    Title = "One name",
                    UriTemplate = Community + "{dimension}/{name}",
                    Description =
                        "One name of the community with its last 13 published weeks. dimension is tool, skill, mcp_server, plugin, model or client.",
                    MimeType = MediaType,
                },
            ],
        };

    /// <summary>Reads a resource; null if it does not exist or nothing is published there.</summary>
    /// <exception cref="CommunityUnavailableException">It is the community's, and not available.</exception>
    public async Task<ReadResourceResult?> ReadAsync(string uri, CancellationToken stop)
    {
        var isLocal = uri.StartsWith(Local, StringComparison.Ordinal);
        var (text, cut) = isLocal ? (await LocalAsync(uri[Local.Length..], stop), null)
            : uri.StartsWith(Community, StringComparison.Ordinal) ? await CommunityAsync(uri[Community.Length..], stop)
            : default;
        if (text is null)
        {
            return null;
        }

        ResourceContents contents = new TextResourceContents { Uri = uri, MimeType = MediaType, Text = text };
        return new()
        {
            Contents = cut is null ? [contents] : [contents, new TextResourceContents { Uri = uri, MimeType = "text/plain", Text = cut }],
            TimeToLive = isLocal ? TimeSpan.Zero : CommunityClient.CacheLifetime,
            CacheScope = isLocal ? CacheScope.Private : CacheScope.Public,
        };
    }

    private static Resource Resource(string root, string name, string description) =>
        new() { Name = name, Uri = root + name, Description = description, MimeType = MediaType };

    private async Task<string?> LocalAsync(string days, CancellationToken stop)
    {
        if (days is "insights")
        {
            var insights = await machine.InsightsAsync(ServedTools.UsualDays, project: null, stop);
            return RowLimit.Fit(rows => JsonSerializer.Serialize(insights.Cut(rows), ClientJson.Default.AgentInsights));
        }

        if (days is "security")
        {
            var security = await machine.SecurityAsync(stop);
            return RowLimit.Fit(rows => JsonSerializer.Serialize(security.Cut(rows), ClientJson.Default.AgentSecurity));
        }

        if (days is not ("today" or "week"))
        {
            return null;
        }

        var usage = days is "today" ? await local.TodayAsync(stop) : await local.WeekAsync(stop);
        return RowLimit.Fit(rows => JsonSerializer.Serialize(usage.Cut(rows), ClientJson.Default.LocalUsage));
    }

    private async Task<(string? Text, string? Cut)> CommunityAsync(string path, CancellationToken stop)
    {
        if (path.Split('/', 2) is [var dimension, var name])
        {
            return CommunityTables.Dimensions.Contains(dimension)
                ? ((await community.TrendAsync(dimension, Uri.UnescapeDataString(name), ServedTools.ItemWeeks, stop))?.ToJsonString(), null)
                : default;
        }

        var stats = await community.StatsAsync("7d", stop);
        if (path is "overview")
        {
            return (CommunityTables.Overview(stats).ToJsonString(), null);
        }

        return CommunityTables.Table(stats, path) is { } table ? AnswerSize.Fit([.. table.Select(row => row.ToJsonString())]) : default;
    }
}
