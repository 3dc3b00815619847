namespace ToolTime.Monitor.Insights.Findings;

/// <summary>Something that stands out, with its evidence and a suggested change. Nothing is ever changed automatically.</summary>
internal sealed record Insight
{
    /// <summary>Its kind, a stable name listed in `docs/insights.md`.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, if a kind can be found several times: a model, a server, a project. Otherwise empty.</summary>
    public string Subject { get; init; } = "";

    /// <summary>One sentence for people.</summary>
    public required string Says { get; init; }

    /// <summary>Its cost in dollars; null if unknown. The most costly come first.</summary>
    public decimal? CostUsd { get; init; }

    public required IReadOnlyList<InsightFigure> Figures { get; init; }

    /// <summary>At least one and only a few, the clearest first.</summary>
    public required IReadOnlyList<InsightEvidence> Evidence { get; init; }

    /// <summary>What to change.</summary>
    public required string Change { get; init; }
}

/// <summary>A figure of an insight, with its unit.</summary>
/// <param name="Name">What it measures, such as `failed calls`.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">`count`, `usd`, `share` (0 to 1), `tokens`, `minutes`, `lines` or `score` (0 to 1).</param>
internal sealed record InsightFigure(string Name, double Value, string Unit);

/// <summary>Where to check an insight.</summary>
/// <param name="Client">The client's name on the wire; null for settings.</param>
/// <param name="Session">The session's id in the client; null for settings.</param>
/// <param name="Project">The name of the project's folder.</param>
/// <param name="At">When, UTC; null for settings.</param>
/// <param name="What">What to see there, without secrets.</param>
internal sealed record InsightEvidence(string? Client, string? Session, string? Project, DateTimeOffset? At, string What);
