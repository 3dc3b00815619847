using ToolTime.Usage;

namespace ToolTime.Submissions;

/// <summary>All that one submitter's client counted on one UTC day. A newer revision replaces an older one.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.DayCell")]
public sealed record DayCell
{
    /// <summary>The UTC day.</summary>
    [Id(0)] public required DateOnly Day { get; init; }

    /// <summary>1 to 2^53 - 1; the greater replaces the smaller.</summary>
    [Id(1)] public required long Revision { get; init; }

    /// <summary>The day's counts.</summary>
    [Id(2)] public required UsageReport Report { get; init; }
}
