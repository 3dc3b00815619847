using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Monitor.Insights.Scores;
using ToolTime.Monitor.Insights.Trends;

namespace ToolTime.Uploader.Insights;

/// <summary>Insights as an agent reads them, short enough for its context.</summary>
internal sealed record AgentInsights
{
    private const int MostEvidence = 3;

    /// <summary>Start of the period, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    public required int Sessions { get; init; }

    public required decimal CostUsd { get; init; }

    /// <summary>What stands out, most costly first; may be empty.</summary>
    public required IReadOnlyList<Insight> Insights { get; init; }

    public required UsageScores Scores { get; init; }

    /// <summary>This week's cost; null if there are too few weeks.</summary>
    public required WeekForecast? Week { get; init; }

    public required UnusualStatus Unusual { get; init; }

    /// <summary>How many insights and models were left out to keep the answer short.</summary>
    public required int RowsLeftOut { get; init; }

    public static AgentInsights From(InsightDocument document) => new()
    {
        Since = document.Since,
        Sessions = document.Sessions,
        CostUsd = document.CostUsd,
        Insights = [.. document.Insights.Select(insight => insight with { Evidence = [.. insight.Evidence.Take(MostEvidence)] })],
        Scores = document.Scores,
        Week = document.Trends?.Week,
        Unusual = document.Unusual,
        RowsLeftOut = 0,
    };

    /// <summary>Keeps at most <paramref name="rows"/> of each.</summary>
    public AgentInsights Cut(int rows)
    {
        AgentInsights cut = this with
        {
            Insights = [.. Insights.Take(rows)],
            Scores = Scores with { ModelEffectiveness = [.. Scores.ModelEffectiveness.Take(rows)] },
        };
        return cut with { RowsLeftOut = Count(this) - Count(cut) };

        static int Count(AgentInsights insights) => insights.Insights.Count + insights.Scores.ModelEffectiveness.Count;
    }
}
