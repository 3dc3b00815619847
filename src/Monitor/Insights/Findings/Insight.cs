namespace ToolTime.Monitor.Insights.Findings;

/// <summary>Something that stands out, with what shows it and what could be changed. Nothing is ever changed by itself.</summary>
internal sealed record Insight
{
    /// <summary>Its kind, which does not change: `docs/insights.md` lists them.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// What it is about, where a kind may be found several times: a model, a server, a project. Empty where there is one.
    /// </summary>
    public string Subject { get; init; } = "";

    /// <summary>A sentence for people.</summary>
    public required string Says { get; init; }

    /// <summary>What it cost, in dollars; null where that is not known. The first come those that cost most.</summary>
    public decimal? CostUsd { get; init; }

    public required IReadOnlyList<InsightFigure> Figures { get; init; }

    /// <summary>At least one; the clearest first, and no more than a few.</summary>
    public required IReadOnlyList<InsightEvidence> Evidence { get; init; }

    /// <summary>What to change.</summary>
    public required string Change { get; init; }
}

/// <summary>A figure of an insight, with its unit, so that nobody has to guess it.</summary>
/// <param name="Name">What it is of, as `failed calls`.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">`count`, `usd`, `share` (0 to 1), `tokens`, `minutes`, `lines` or `score` (0 to 1).</param>
internal sealed record InsightFigure(string Name, double Value, string Unit);

/// <summary>Where an insight can be checked.</summary>
/// <param name="Client">The client's name on the wire; null where it is of settings.</param>
/// <param name="Session">The session, as the client names it; null where it is of settings.</param>
/// <param name="Project">The name of the project's folder.</param>
/// <param name="At">When, UTC; null where it is of settings.</param>
/// <param name="What">What is to be seen there, without secrets.</param>
internal sealed record InsightEvidence(string? Client, string? Session, string? Project, DateTimeOffset? At, string What);
