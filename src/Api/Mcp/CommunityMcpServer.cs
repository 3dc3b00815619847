using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.Api.Mcp;

/// <summary>An MCP server in the newest seven days.</summary>
internal sealed record CommunityMcpServer
{
    public required string McpName { get; init; }

    /// <summary>True for the bucket of names that are not published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    public required long? UsageCount { get; init; }

    public required long UniqueSubmitters { get; init; }

    public required double? ErrorRate { get; init; }

    public required double? ErrorRateMedian { get; init; }

    public required double? DurationMedianMs { get; init; }

    public static CommunityMcpServer From(McpServerStats server) => new()
    {
        McpName = server.Name,
        Custom = server.Custom,
        UsageCount = server.TotalCalls,
        UniqueSubmitters = server.UniqueSubmitters,
        ErrorRate = server.ErrorRate,
        ErrorRateMedian = server.ErrorRateMedian,
        DurationMedianMs = server.DurationMedianMs,
    };
}
