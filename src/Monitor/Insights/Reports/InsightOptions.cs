using ToolTime.Monitor.Insights.Trends;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Insights.Reports;

/// <summary>The input and settings of insights.</summary>
internal sealed record InsightOptions
{
    public required ToolTimeHome Home { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>The models' prices.</summary>
    public required PriceBook Prices { get; init; }

    /// <summary>The time zone of days and hours.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The current instant.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The start of the period.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>A project by its name, ignoring case, or its folder; null for all.</summary>
    public string? Project { get; init; }

    /// <summary>Whether what was said is scored.</summary>
    public bool HasSentiment { get; init; }

    /// <summary>The trends from the index; null if not asked for.</summary>
    public TrendReport? Trends { get; init; }
}
