using ToolTime.Publication;

namespace ToolTime.Telemetry;

/// <summary>The published documents of one app and kind of window, ready to be served; the key is <c>cli/day</c>.</summary>
public interface ITelemetrySummaryGrain : IGrainWithStringKey
{
    /// <summary>A period's document, or unchanged if its entity tag is <paramref name="knownETag"/>.</summary>
    /// <param name="period">A <see cref="TelemetryPeriod"/> of this kind; null for the running one.</param>
    /// <param name="knownETag">The entity tag of the caller's copy; null if it has none.</param>
    Task<PublicationAnswer> GetAsync(string? period, string? knownETag);
}
