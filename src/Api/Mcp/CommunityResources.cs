using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ToolTime.Api.Publication;
using ToolTime.Api.Trends;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Mcp;

/// <summary>The resources: the tables of the newest seven days, and each name with its weeks.</summary>
internal sealed class CommunityResources(PublishedDocuments documents, NameLookUp names)
{
    private const string Root = "tool-time://community/";
    private const string MediaType = "application/json";

    public static ListResourcesResult List() =>
        new()
        {
            Resources =
            [
                Resource(
                    "overview",
                    "Submitters and reports of the newest seven days, their dates, and how many used any MCP server, skill or plugin."
                ),
                Resource("tools", "Tools by calls: submitters, adoption, error rates, calls."),
                Resource("skills", "Skills by invocations."),
                Resource("mcp", "MCP servers by calls: submitters, error rates."),
                Resource("models", "Models by the share of submitters who used them, in percent."),
            ],
            TimeToLive = CommunityServer.TimeToLive,
            CacheScope = CacheScope.Public,
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
                    UriTemplate = Root + "{dimension}/{name}",
                    Description =
                        "One name with its newest figures, its rank and its last 13 final weeks. dimension is tool, skill, mcp_server, plugin, model or client; a slash in a name is written %2F or as it is.",
                    MimeType = MediaType,
                },
            ],
            TimeToLive = CommunityServer.TimeToLive,
            CacheScope = CacheScope.Public,
        };

    /// <summary>Reads a resource; null if it does not exist or nothing is published there, which get the same answer.</summary>
    /// <exception cref="McpProtocolException">Nothing could be read yet.</exception>
    public async ValueTask<ReadResourceResult?> ReadAsync(string uri)
    {
        var path = uri.StartsWith(Root, StringComparison.Ordinal) ? uri[Root.Length..] : "";
        (string? text, string? cut) = path switch
        {
            "overview" => (Json(CommunityOverview.From(await StatsAsync()), CommunityJson.Default.CommunityOverview), null),
            "tools" => Rows((await StatsAsync()).Tools, ToolSummary.From, CommunityJson.Default.ToolSummary, Dimension.Tool),
            "skills" => Rows(
                (await StatsAsync()).Dimensions.Skills,
                CommunitySkill.From,
                CommunityJson.Default.CommunitySkill,
                Dimension.Skill
            ),
            "mcp" => Rows(
                (await StatsAsync()).Dimensions.McpServers,
                CommunityMcpServer.From,
                CommunityJson.Default.CommunityMcpServer,
                Dimension.McpServer
            ),
            "models" => Rows((await StatsAsync()).Models, CommunityModel.From, CommunityJson.Default.CommunityModel, Dimension.Model),
            _ => (await ItemAsync(path) is { } item ? Json(item, CommunityJson.Default.CommunityItem) : null, null),
        };
        return text is null ? null : Result(uri, text, cut);
    }

    /// <summary>A resource's content, with a notice if some of it was cut.</summary>
    internal static ReadResourceResult Result(string uri, string text, string? cut)
    {
        ResourceContents contents = new TextResourceContents { Uri = uri, MimeType = MediaType, Text = text };
        return new()
        {
            Contents = cut is null ? [contents] : [contents, new TextResourceContents { Uri = uri, MimeType = "text/plain", Text = cut }],
            TimeToLive = CommunityServer.TimeToLive,
            CacheScope = CacheScope.Public,
        };
    }

    private static Resource Resource(string name, string description) =>
        new()
        {
            Name = name,
            Uri = Root + name,
            Description = description,
            MimeType = MediaType,
        };

    private static string Json<T>(T answer, JsonTypeInfo<T> type) => JsonSerializer.Serialize(answer, type);

    private static (string Text, string? Cut) Rows<TStats, TRow>(
        IReadOnlyList<TStats> stats,
        Func<TStats, TRow> of,
        JsonTypeInfo<TRow> type,
        Dimension dimension
    ) => AnswerSize.Fit([.. stats.Select(row => JsonSerializer.Serialize(of(row), type))], $"/v1/api/tables/{dimension.ToName()}");

    private async ValueTask<StatsDocument> StatsAsync() =>
        await documents.GetStatsAsync(StatsQuery.Default) ?? throw CommunityFaults.Unavailable();

    private async ValueTask<CommunityItem?> ItemAsync(string path) =>
        path.Split('/', 2) is not [var dimension, var name] ? null : await names.FindAsync(dimension, Uri.UnescapeDataString(name)) switch
        {
            NameAnswer.Found found => CommunityItem.From(found),
            NameAnswer.NotListed => null,
            _ => throw CommunityFaults.Unavailable(),
        };
}
