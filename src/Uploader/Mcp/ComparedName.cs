using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Mcp;

/// <summary>A name used here, with the community's figures.</summary>
internal sealed record ComparedName
{
    public required string Name { get; init; }

    public required long Calls { get; init; }

    public required long ObservedCalls { get; init; }

    /// <summary>Null if no call's result was seen: "not measured" is not zero.</summary>
    public required long? Errors { get; init; }

    /// <summary>Errors over observed calls, from 0 to 1.</summary>
    public required double? ErrorRate { get; init; }

    /// <summary>Rejections over observed calls, from 0 to 1.</summary>
    public required double? RejectionRate { get; init; }

    /// <summary>The community's row as published; null if nothing is published under this name.</summary>
    public required JsonObject? Community { get; init; }

    /// <summary>Whether it fails over twice as often here as for the median submitter.</summary>
    public required bool Flagged { get; init; }
}
