using System.Collections.Immutable;

namespace ToolTime.Submissions;

/// <summary>One to eight UTC days, all of one epoch, none twice.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.DayCellSubmission")]
public sealed record DayCellSubmission : Submission
{
    /// <summary>The most days of one submission.</summary>
    public const int MaximumDays = 8;

    /// <summary>The days, in the order in which they were sent.</summary>
    [Id(0)] public required ImmutableArray<DayCell> Days { get; init; }
}
