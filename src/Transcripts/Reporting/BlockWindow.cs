using System.Text.Json.Serialization;

namespace ToolTime.Transcripts.Reporting;

/// <summary>
/// A 5-hour window in which Claude's limits are counted: it starts with the hour of its first response. The rates are those between its
/// first and last response; the projection extends them to the window's end.
/// </summary>
internal sealed record BlockWindow
{
    public required string Start { get; init; }

    public required string End { get; init; }

    /// <summary>True while the window is open.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Null if less than a minute is between the first and the last response.</summary>
    public required double? TokensPerMinute { get; init; }

    public required decimal? CostUsdPerHour { get; init; }

    /// <summary>Null if the window is over.</summary>
    public required long? ProjectedTokens { get; init; }

    public required decimal? ProjectedCostUsd { get; init; }

    /// <summary>The window's start in UTC seconds since 1970.</summary>
    [JsonIgnore]
    public uint StartsAt { get; init; }
}
