using ToolTime.Telemetry;

namespace ToolTime.Api.Pages;

/// <summary>What an app's page shows.</summary>
/// <param name="Document">The period's published figures, with those of earlier periods.</param>
/// <param name="Window">The kind of period.</param>
/// <param name="Period">The period.</param>
/// <param name="IsRunning">Whether the period is the running one.</param>
public sealed record TelemetryView(TelemetryDocument Document, TelemetryWindowKind Window, TelemetryPeriod Period, bool IsRunning)
{
    private const int VersionsOfCurve = 5;

    /// <summary>All listed apps.</summary>
    public IReadOnlyList<string> Apps { get; init; } = [];

    /// <summary>The periods of the series, as chart labels.</summary>
    public IReadOnlyList<string> Periods => [.. Document.Series.Select(point => point.Period)];

    /// <summary>For each period, the largest share that too few devices can be; null if that is not published.</summary>
    public IReadOnlyList<double?> Bounds =>
        [.. Document.Series.Select(point => (double?)(Document.Window.MinimumDevices - 1) / point.Devices)];

    /// <summary>
    /// The versions in the series: first those that most devices have now, then those that most devices had before. For each, its highest
    /// share ever, and its share of the devices in every period; null if too few had it.
    /// </summary>
    public IEnumerable<(string Version, double Peak, IReadOnlyList<double?> Shares)> Curves() =>
        Document
            .Series.SelectMany(point => point.Versions)
            .Select(version => version.Name)
            .Distinct()
            .Select(version => (Version: version, Shares: SharesOf(version)))
            .Select(curve => (curve.Version, Peak: curve.Shares.Max() ?? 0, curve.Shares))
            .OrderByDescending(curve => curve.Shares[^1] ?? 0)
            .ThenByDescending(curve => curve.Peak)
            .Take(VersionsOfCurve);

    /// <summary>The page of a period of this kind.</summary>
    public string LinkTo(string period) => $"/telemetry/{Document.App}?window={Window.ToName()}&period={period}";

    /// <summary>The page of a kind's running period.</summary>
    public string LinkTo(TelemetryWindowKind window) =>
        window == TelemetryWindowKind.Day ? $"/telemetry/{Document.App}" : $"/telemetry/{Document.App}?window={window.ToName()}";

    /// <summary>The same figures as data.</summary>
    public string DataHref => IsRunning
        ? $"/v1/api/telemetry/{Document.App}?window={Window.ToName()}"
        : $"/v1/api/telemetry/{Document.App}?window={Window.ToName()}&period={Period.Label}";

    /// <summary>Rounded as a version's adoption is.</summary>
    private IReadOnlyList<double?> SharesOf(string version) =>
    [
        .. Document.Series.Select(point =>
            point.Devices is > 0 and var devices && point.Versions.FirstOrDefault(known => known.Name == version) is { } counted
                ? (double?)Math.Round((decimal)counted.Devices / devices, 2, MidpointRounding.AwayFromZero)
                : null
        ),
    ];
}
