namespace ToolTime.Monitor.Security.Sessions;

/// <summary>What `tooltime security --json` prints. Members may be added, and none changes its meaning.</summary>
/// <param name="Generated">When it was made, UTC.</param>
/// <param name="Since">From when on calls counted, UTC.</param>
/// <param name="Transcripts">How many transcripts were read.</param>
/// <param name="Sessions">The sessions, those with the most risk first.</param>
public sealed record SecurityDocument(DateTimeOffset Generated, DateTimeOffset Since, int Transcripts, IReadOnlyList<SessionLine> Sessions)
{
    /// <summary>The version of this shape.</summary>
    public int SchemaVersion { get; init; } = 1;
}
