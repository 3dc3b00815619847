using System.Text.Json.Serialization;
using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Output;
using ToolTime.Monitor.Insights.Rig;
using ToolTime.Monitor.Insights.Scores;
using ToolTime.Monitor.Insights.Sentiment;
using ToolTime.Monitor.Insights.Trends;

namespace ToolTime.Monitor.Insights.Reports;

/// <summary>What `tooltime insights --json` prints. Members may be added, and none changes its meaning.</summary>
internal sealed record InsightDocument
{
    /// <summary>The version of this shape.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Generated { get; init; }

    /// <summary>From when on sessions counted, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How many transcripts were read.</summary>
    public int Transcripts { get; init; }

    /// <summary>How many could not be.</summary>
    public int Unreadable { get; init; }

    public required int Sessions { get; init; }

    public required decimal CostUsd { get; init; }

    /// <summary>What stands out, the most costly first.</summary>
    public required IReadOnlyList<Insight> Insights { get; init; }

    public required UsageScores Scores { get; init; }

    /// <summary>Null where nobody asked for it.</summary>
    public required TrendReport? Trends { get; init; }

    public required UnusualStatus Unusual { get; init; }

    /// <summary>By project, as far as it is a repository that is here.</summary>
    public required IReadOnlyList<MergedLines> MergedLines { get; init; }

    public required RigAudit Rig { get; init; }

    /// <summary>Null where it is off.</summary>
    public required SentimentReport? Sentiment { get; init; }
}

/// <summary>Whether sessions can be reported from usual ones yet.</summary>
/// <param name="History">How many sessions there are.</param>
/// <param name="Needed">How many must be before one that is looked at.</param>
/// <param name="Looked">How many were looked at.</param>
/// <param name="Alarms">How many of them were unusual.</param>
internal sealed record UnusualStatus(int History, int Needed, int Looked, int Alarms);

/// <summary>The JSON of insights.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(InsightDocument))]
internal sealed partial class InsightJson : JsonSerializerContext;
