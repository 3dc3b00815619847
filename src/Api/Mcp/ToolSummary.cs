using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.Api.Mcp;

/// <summary>A tool in the newest seven days.</summary>
internal sealed record ToolSummary
{
    public required string ToolName { get; init; }

    /// <summary>True for the bucket of names that are not published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    public required long UniqueSubmitters { get; init; }

    public required double? Adoption { get; init; }

    public required long? TotalCalls { get; init; }

    public required double? ErrorRate { get; init; }

    public required double? ErrorRateMedian { get; init; }

    public required double? DurationMedianMs { get; init; }

    public required double? CallsMedian { get; init; }

    public static ToolSummary From(ToolStats tool) => new()
    {
        ToolName = tool.ToolName,
        Custom = tool.Custom,
        UniqueSubmitters = tool.UniqueSubmitters,
        Adoption = tool.Adoption,
        TotalCalls = tool.TotalCalls,
        ErrorRate = tool.ErrorRate,
        ErrorRateMedian = tool.ErrorRateMedian,
        DurationMedianMs = tool.DurationMedianMs,
        CallsMedian = tool.CallsMedian,
    };
}
