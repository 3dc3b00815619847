using ToolTime.Recording.Calls;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>A session as insights see it, in chronological order.</summary>
internal sealed record RecordedSession
{
    /// <summary>The client's name on the wire.</summary>
    public required string Client { get; init; }

    /// <summary>The session's id in the client.</summary>
    public required string Session { get; init; }

    /// <summary>The name of its working folder.</summary>
    public required string Project { get; init; }

    /// <summary>That folder's path; null if the transcripts do not have it.</summary>
    public string? Folder { get; init; }

    /// <summary>True if another session started it.</summary>
    public bool IsSubagent { get; init; }

    public required IReadOnlyList<RecordedResponse> Responses { get; init; }

    public required IReadOnlyList<RecordedCall> Calls { get; init; }

    /// <summary>The skills that the user started by their names, as often as they were.</summary>
    public IReadOnlyList<string> TypedSkills { get; init; } = [];

    /// <summary>What the user and the agent said to each other, without subagents' reports.</summary>
    public required IReadOnlyList<RecordedText> Texts { get; init; }

    /// <summary>When its first response or call was.</summary>
    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    /// <summary>In dollars, over everything with a price.</summary>
    public decimal Cost => Responses.Sum(response => response.Cost ?? 0);

    /// <summary>What the user asked for and what followed, in order.</summary>
    public IReadOnlyList<RecordedTurn> Turns => RecordedTurn.Split(this);
}

/// <summary>A model's response, as insights see it.</summary>
/// <param name="At">When its last part came, UTC, to the second.</param>
/// <param name="Agent">The agent of the session: 0 is the user's own agent.</param>
/// <param name="Model">The model's name in the client.</param>
/// <param name="Tokens">By kind.</param>
/// <param name="Cost">In dollars; null if its model has no price.</param>
/// <param name="Attribution">What it is attributed to.</param>
internal sealed record RecordedResponse(
    DateTimeOffset At, int Agent, string Model, TokenCount Tokens, decimal? Cost, Attribution? Attribution)
{
    /// <summary>How much less a sent token would have cost from the cache; null without a price.</summary>
    public decimal? SavingPerToken { get; init; }

    /// <summary>The agents whose responses follow one another: a transcript may contain several.</summary>
    public (int Agent, string? Kind) Chain => (Agent, Attribution?.Agent);
}

/// <summary>A tool call, as insights see it.</summary>
internal sealed record RecordedCall
{
    /// <summary>When it was made, UTC, to the second.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The agent of the session that made it: 0 is the user's own agent.</summary>
    public required int Agent { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Tool { get; init; }

    /// <summary>The skill that it started, or null.</summary>
    public string? Skill { get; init; }

    public required CallOutcome Outcome { get; init; }

    /// <summary>How long it ran; null if unknown.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>Whether it edits a file that its agent had not read.</summary>
    public bool IsEditWithoutRead { get; init; }

    public Attribution? Attribution { get; init; }

    /// <summary>Its input; null if unknown.</summary>
    public CallDetail? Detail { get; init; }

    /// <summary>The response after the one that made it: the agent's reaction to its result. Null if there is none.</summary>
    public RecordedResponse? Next { get; set; }

    /// <summary>The response that made it.</summary>
    public RecordedResponse? Maker { get; set; }

    public bool IsFailure => Outcome is CallOutcome.Error;

    /// <summary>True if its outcome is known.</summary>
    public bool IsObserved => Outcome is CallOutcome.Ok or CallOutcome.Error or CallOutcome.Rejection;
}

/// <summary>A user or model said something, with its score but not the words.</summary>
/// <param name="At">When, UTC, to the second.</param>
/// <param name="IsUser">Whether the user said it.</param>
/// <param name="Score">The user's sentiment from -1 to 1, or the model's confidence from 0 to 1; null if not scored.</param>
internal sealed record RecordedText(DateTimeOffset At, bool IsUser, double? Score);
