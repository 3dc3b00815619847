namespace ToolTime.Uploader.Sharing;

/// <summary>The request for a deletion, and of a report the one member that names whose it is.</summary>
internal sealed record TokenHolder
{
    public string? SubmissionToken { get; init; }
}
