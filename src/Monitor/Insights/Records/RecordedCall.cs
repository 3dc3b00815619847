using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>A call of a tool, as insights see it.</summary>
internal sealed record RecordedCall
{
    /// <summary>When it was made, UTC, to the second.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which agent of the session made it: 0 is the one that the user talks to.</summary>
    public required int Agent { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The skill that it started; null where it started none.</summary>
    public string? Skill { get; init; }

    public required CallOutcome Outcome { get; init; }

    /// <summary>How long it ran; null where that is unknown.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>Whether it edits a file that its agent had not read.</summary>
    public bool IsEditWithoutRead { get; init; }

    public Attribution? Attribution { get; init; }

    /// <summary>What it was given; null where that is not known.</summary>
    public CallDetail? Detail { get; init; }

    /// <summary>The response after the one that made it: what the agent did about its result. Null where there is none.</summary>
    public RecordedResponse? Next { get; set; }

    /// <summary>The response that made it.</summary>
    public RecordedResponse? Maker { get; set; }

    public bool IsFailure => Outcome is CallOutcome.Error;

    /// <summary>True where it is known how it ended.</summary>
    public bool IsObserved => Outcome is CallOutcome.Fine or CallOutcome.Error or CallOutcome.Rejection;
}
