using System.Collections.Immutable;

namespace ToolTime.Usage;

/// <summary>The counts of one report, in canonical order: by dimension, then ordinally by name, no pair twice.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.UsageReport")]
public sealed record UsageReport
{
    /// <summary>The counts.</summary>
    [Id(0)] public required ImmutableArray<UsageCount> Counts { get; init; }

    /// <summary>Edits of files that had not been read before, or null where that was not measured.</summary>
    [Id(1)] public int? EditsWithoutRead { get; init; }
}
