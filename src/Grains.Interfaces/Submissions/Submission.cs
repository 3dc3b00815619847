using System.Collections.Immutable;
using ToolTime.Usage;

namespace ToolTime.Submissions;

/// <summary>One report, checked and without its token: a <see cref="DayCellSubmission"/> or a <see cref="SnapshotSubmission"/>.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.Submission")]
public abstract record Submission
{
    private protected Submission()
    {
    }

    /// <summary>The coding agent that the report is about.</summary>
    [Id(0)] public required AgentClient Client { get; init; }
}

/// <summary>One to eight distinct UTC days of one epoch.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.DayCellSubmission")]
public sealed record DayCellSubmission : Submission
{
    /// <summary>The maximum number of days in a submission.</summary>
    public const int MaximumDays = 8;

    /// <summary>The days, in the order sent.</summary>
    [Id(0)] public required ImmutableArray<DayCell> Days { get; init; }
}

/// <summary>Everything that a submitter's client counted on one UTC day. A newer revision replaces an older one.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.DayCell")]
public sealed record DayCell
{
    /// <summary>The UTC day.</summary>
    [Id(0)] public required DateOnly Day { get; init; }

    /// <summary>1 to 2^53 - 1; the greater revision replaces the smaller.</summary>
    [Id(1)] public required long Revision { get; init; }

    /// <summary>The day's counts.</summary>
    [Id(2)] public required UsageReport Report { get; init; }
}

/// <summary>The totals of the seven days before <see cref="GeneratedHour"/>.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.SnapshotSubmission")]
public sealed record SnapshotSubmission : Submission
{
    /// <summary>When it was made, cut to the hour, UTC.</summary>
    [Id(0)] public required DateTimeOffset GeneratedHour { get; init; }

    /// <summary>The number of events in the seven days, 0 to 1,000,000.</summary>
    [Id(1)] public required int TotalEvents { get; init; }

    /// <summary>The counts of the seven days.</summary>
    [Id(2)] public required UsageReport Report { get; init; }
}
