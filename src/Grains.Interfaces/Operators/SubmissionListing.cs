using System.Collections.Immutable;

namespace ToolTime.Operators;

/// <summary>The newest submissions, or that they cannot be had.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.SubmissionListing")]
public abstract record SubmissionListing
{
    private SubmissionListing()
    {
    }

    /// <summary>The submissions, newest first.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.SubmissionListing.Listed")]
    public sealed record Listed : SubmissionListing
    {
        /// <summary>The submissions.</summary>
        [Id(0)] public required ImmutableArray<ListedSubmission> Submissions { get; init; }
    }

    /// <summary>Storage could not answer.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.SubmissionListing.Unavailable")]
    public sealed record Unavailable : SubmissionListing;
}
