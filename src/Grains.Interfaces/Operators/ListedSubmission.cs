using ToolTime.Usage;

namespace ToolTime.Operators;

/// <summary>A submission as operators see it: enough to judge it by, and nothing of who sent it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ListedSubmission")]
public sealed record ListedSubmission
{
    /// <summary>Its receipt, 32 lower-case hex digits.</summary>
    [Id(0)] public required string Receipt { get; init; }

    /// <summary>When it was received, cut to the hour, UTC.</summary>
    [Id(1)] public required DateTimeOffset ReceivedHour { get; init; }

    /// <summary>
    /// When a snapshot was made, cut to the hour, or the last of its days; null where a later one has replaced all of it.
    /// </summary>
    [Id(2)] public required DateTimeOffset? Generated { get; init; }

    /// <summary>A snapshot's events, or all tool calls of its days.</summary>
    [Id(3)] public required long TotalEvents { get; init; }

    /// <summary>The model with most requests; null where it names none.</summary>
    [Id(4)] public required string? Model { get; init; }

    /// <summary>The coding agent.</summary>
    [Id(5)] public required AgentClient Client { get; init; }

    /// <summary>True where it is left out of what is computed.</summary>
    [Id(6)] public required bool Quarantined { get; init; }
}
