using ToolTime.Publication;

namespace ToolTime.Telemetry;

/// <summary>What is published of one app and kind of window, ready to be served; the key is <c>cli/day</c>.</summary>
public interface ITelemetrySummaryGrain : IGrainWithStringKey
{
    /// <summary>The document of a period, unless it is the one with <paramref name="knownETag"/>.</summary>
    /// <param name="period">A <see cref="TelemetryPeriod"/> of this kind; null for the one that is running.</param>
    /// <param name="knownETag">The entity tag of what the caller holds; null for nothing.</param>
    Task<PublicationAnswer> GetAsync(string? period, string? knownETag);
}
