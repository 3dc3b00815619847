using ToolTime.Monitor.Insights.Trends;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;

namespace ToolTime.Monitor.Insights.Reports;

/// <summary>What insights are made of and for.</summary>
internal sealed record InsightOptions
{
    public required ToolTimeHome Home { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>What models cost.</summary>
    public required PriceBook Prices { get; init; }

    /// <summary>By whose clock days and hours go.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The instant by which it is made.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>From when on sessions count.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>A project by its name, whatever the case, or its folder; null for all.</summary>
    public string? Project { get; init; }

    /// <summary>Whether what was said is scored.</summary>
    public bool HasSentiment { get; init; }

    /// <summary>How usage changes, which the index says; null where nobody asked it.</summary>
    public TrendReport? Trends { get; init; }
}
