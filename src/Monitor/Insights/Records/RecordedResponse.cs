using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>A response of a model, as insights see it.</summary>
/// <param name="At">When its last part came, UTC, to the second.</param>
/// <param name="Agent">Which agent of the session it is of: 0 is the one that the user talks to.</param>
/// <param name="Model">As the client names it.</param>
/// <param name="Tokens">By kind.</param>
/// <param name="Cost">In dollars; null where its model has no price.</param>
/// <param name="Attribution">On whose account it was.</param>
internal sealed record RecordedResponse(
    DateTimeOffset At, int Agent, string Model, TokenCount Tokens, decimal? Cost, Attribution? Attribution)
{
    /// <summary>What a token that was sent would have cost less, had it come from the cache; null without a price.</summary>
    public decimal? SavingPerToken { get; init; }

    /// <summary>The agents whose responses follow on each other: a client may have several in one transcript.</summary>
    public (int Agent, string? Kind) Chain => (Agent, Attribution?.Agent);
}
