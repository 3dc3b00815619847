using ToolTime.Usage;

namespace ToolTime.Submissions;

/// <summary>The totals of the seven days before <see cref="GeneratedHour"/>.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.SnapshotSubmission")]
public sealed record SnapshotSubmission : Submission
{
    /// <summary>When it was made, cut to the hour, UTC.</summary>
    [Id(0)] public required DateTimeOffset GeneratedHour { get; init; }

    /// <summary>All events of the seven days, 0 to 1,000,000.</summary>
    [Id(1)] public required int TotalEvents { get; init; }

    /// <summary>The counts of the seven days.</summary>
    [Id(2)] public required UsageReport Report { get; init; }
}
