using System.Text.Json.Serialization;
using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Output;
using ToolTime.Monitor.Insights.Rig;
using ToolTime.Monitor.Insights.Scores;
using ToolTime.Monitor.Insights.Sentiment;
using ToolTime.Monitor.Insights.Trends;

namespace ToolTime.Monitor.Insights.Reports;

/// <summary>The output of `tooltime insights --json`. Members may be added, and none changes its meaning.</summary>
internal sealed record InsightDocument
{
    /// <summary>The version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Generated { get; init; }

    /// <summary>Start of the period, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How many transcripts were read.</summary>
    public int Transcripts { get; init; }

    /// <summary>How many could not be read.</summary>
    public int Unreadable { get; init; }

    public required int Sessions { get; init; }

    public required decimal CostUsd { get; init; }

    /// <summary>What stands out, most costly first.</summary>
    public required IReadOnlyList<Insight> Insights { get; init; }

    public required UsageScores Scores { get; init; }

    /// <summary>Null if not asked for.</summary>
    public required TrendReport? Trends { get; init; }

    public required UnusualStatus Unusual { get; init; }

    /// <summary>By project, for repositories that exist here.</summary>
    public required IReadOnlyList<MergedLines> MergedLines { get; init; }

    public required RigAudit Rig { get; init; }

    /// <summary>Null if sentiment is off.</summary>
    public required SentimentReport? Sentiment { get; init; }
}

/// <summary>Whether there is enough history to detect unusual sessions.</summary>
/// <param name="History">How many sessions there are.</param>
/// <param name="Needed">How many are needed before the first session that is examined.</param>
/// <param name="Looked">How many were examined.</param>
/// <param name="Alarms">How many of them were unusual.</param>
internal sealed record UnusualStatus(int History, int Needed, int Looked, int Alarms);

/// <summary>The JSON of insights.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(InsightDocument))]
internal sealed partial class InsightJson : JsonSerializerContext;
