namespace ToolTime.Publication;

/// <summary>When a publication was made, and what it saw of the hour in which it was.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PublicationMark")]
public sealed record PublicationMark
{
    /// <summary>When, UTC, to the second.</summary>
    [Id(0)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>
    /// Submitters who had reported in that hour: receipts say no more than the hour, so these may have come before it or after.
    /// </summary>
    [Id(1)] public required int ReportersOfHour { get; init; }
}
