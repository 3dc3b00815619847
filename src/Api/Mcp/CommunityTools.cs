using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;
using ToolTime.Api.Trends;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Mcp;

/// <summary>The tools: one name's newest figures, and its trend.</summary>
internal sealed class CommunityTools(NameLookUp names)
{
    private const string Item = "community_item";
    private const string Trend = "trend";
    private const int DefaultWeeks = 13;

    private static readonly ToolAnnotations ReadOnly = new()
    {
        ReadOnlyHint = true,
        DestructiveHint = false,
        IdempotentHint = true,
        OpenWorldHint = false,
    };

    public static ListToolsResult List() =>
        new()
        {
            Tools =
            [
                new()
                {
                    Name = Item,
                    Title = "One name in the community",
                    Description =
                        "How many people use one tool, skill, MCP server, plugin, model or client, its rank, and its last 13 final weeks.",
                    InputSchema = ToolSchemas.ItemInput,
                    OutputSchema = ToolSchemas.ItemOutput,
                    Annotations = ReadOnly,
                },
                new()
                {
                    Name = Trend,
                    Title = "One name over time",
                    Description =
                        "One name over the newest 4, 13 or 52 final weeks: submitters, calls, error rates; durations for up to 13 weeks.",
                    InputSchema = ToolSchemas.TrendInput,
                    OutputSchema = ToolSchemas.TrendOutput,
                    Annotations = ReadOnly,
                },
            ],
            TimeToLive = CommunityServer.TimeToLive,
            CacheScope = CacheScope.Public,
        };

    /// <summary>Calls a tool. Wrong arguments and unpublished names give results that say so.</summary>
    /// <exception cref="ModelContextProtocol.McpProtocolException">There is no such tool.</exception>
    public async ValueTask<CallToolResult> CallAsync(CallToolRequestParams call)
    {
        if (call.Name is not (Item or Trend))
        {
            throw CommunityFaults.NotThere("tool");
        }

        if (ToolArguments.Text(call, "dimension") is not { } dimension || ToolArguments.Text(call, "name") is not { } name)
        {
            return Fault("dimension and name are required strings.");
        }

        if (!DimensionNames.TryParse(dimension, out _))
        {
            return Fault("dimension must be one of tool, skill, mcp_server, plugin, model, client.");
        }

        if (WeeksOf(call) is not { } weeks)
        {
            return Fault("weeks must be 4, 13 or 52.");
        }

        return await names.FindAsync(dimension, name) switch
        {
            NameAnswer.Found found when call.Name == Item => Result(CommunityItem.From(found), CommunityJson.Default.CommunityItem),
            NameAnswer.Found found => Result(Bounded(TrendAnswer.From(found, weeks)), TrendJson.Default.TrendAnswer),
            NameAnswer.NotListed => Fault(CommunityFaults.MissingText),
            _ => Fault(CommunityFaults.UnavailableText),
        };
    }

    /// <summary>Omits, beyond the default weeks, members that only some names have: a year of them would exceed the size limit.</summary>
    internal static TrendAnswer Bounded(TrendAnswer trend) =>
        trend.Weeks.Count <= DefaultWeeks
            ? trend
            : trend with
            {
                Weeks = [.. trend.Weeks.Select(week => week with { DurationMedianMs = null, TypedRate = null })],
            };

    /// <summary>Wraps an answer as a result.</summary>
    internal static CallToolResult Result<T>(T answer, JsonTypeInfo<T> type)
        where T : class
    {
        // Clients that predate structured content read the text.
        var json = JsonSerializer.SerializeToElement(answer, type);
        return new() { StructuredContent = json, Content = [new TextContentBlock { Text = json.GetRawText() }] };
    }

    private static CallToolResult Fault(string text) => new() { IsError = true, Content = [new TextContentBlock { Text = text }] };

    private static int? WeeksOf(CallToolRequestParams call) =>
        ToolArguments.Whole(call, "weeks", DefaultWeeks) is (4 or DefaultWeeks or TrendsDocument.MaximumWeeks) and var weeks ? weeks : null;
}
