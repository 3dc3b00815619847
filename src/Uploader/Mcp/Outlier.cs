namespace ToolTime.Uploader.Mcp;

/// <summary>Something far from what is usual in the community.</summary>
internal sealed record Outlier
{
    /// <summary>It fails over twice as often here as for the median submitter.</summary>
    public const string Fails = "fails";

    /// <summary>Its calls are rejected over twice as often here as in the community.</summary>
    public const string Rejected = "rejected";

    /// <summary>It was called at least five times as often here as by the median submitter.</summary>
    public const string UsedMore = "used_more";

    public required string Name { get; init; }

    /// <summary>tool, mcp_server or skill.</summary>
    public required string Dimension { get; init; }

    public required string What { get; init; }

    /// <summary>A rate from 0 to 1, or a number of calls.</summary>
    public required double Here { get; init; }

    public required double Community { get; init; }
}
