using ToolTime.Monitor.Security.Behaviour;

namespace ToolTime.Monitor.Security.Sessions;

/// <summary>What was found in one session.</summary>
internal sealed record SessionSecurity
{
    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    /// <summary>The session's id.</summary>
    public required string Session { get; init; }

    /// <summary>The project's folder, absolute; empty if the transcript does not have it.</summary>
    public required string Project { get; init; }

    /// <summary>When its first call was made.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>When its last call was made.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>How many calls there were.</summary>
    public required int Calls { get; init; }

    /// <summary>How many of them were refused.</summary>
    public required int Denied { get; init; }

    /// <summary>The calls with findings, in order.</summary>
    public required IReadOnlyList<SessionCall> Found { get; init; }

    /// <summary>What is unusual about the session as a whole.</summary>
    public required IReadOnlyList<BehaviourFinding> Behaviour { get; init; }

    /// <summary>Its risk, over the findings of calls that were not refused, and its behaviour.</summary>
    public required SessionRisk Risk { get; init; }
}

/// <summary>A call of a session with findings.</summary>
/// <param name="At">When it was made, UTC, to the second.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="IsDenied">Whether the user or a hook refused it, so that it did not run.</param>
/// <param name="Findings">The findings, worst first.</param>
internal sealed record SessionCall(DateTimeOffset At, string Tool, bool IsDenied, IReadOnlyList<Finding> Findings);
