using ToolTime.Usage;

namespace ToolTime.Submissions;

/// <summary>
/// One report, checked and without its token; either a <see cref="DayCellSubmission"/> or a <see cref="SnapshotSubmission"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("ToolTime.Submission")]
public abstract record Submission
{
    private protected Submission()
    {
    }

    /// <summary>The coding agent that it is about.</summary>
    [Id(0)] public required AgentClient Client { get; init; }
}
