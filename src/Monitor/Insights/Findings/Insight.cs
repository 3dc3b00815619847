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
