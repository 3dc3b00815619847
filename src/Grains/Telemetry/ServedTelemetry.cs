using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Turns publications into the documents that are served.</summary>
internal static class ServedTelemetry
{
    /// <summary>The number of versions in each point of a series, as many as a chart can show.</summary>
    private const int VersionsOfPoint = 8;

    /// <summary>The number of periods in a series.</summary>
    public static int SeriesLength(TelemetryWindowKind window) => window switch
    {
        TelemetryWindowKind.Day => 60,
        TelemetryWindowKind.Week => 26,
        _ => 13,
    };

    /// <summary>A period's window before there are figures.</summary>
    public static TelemetryWindow WindowOf(TelemetryPeriod period, int minimumDevices, bool simulated) => new()
    {
        Name = period.Window.ToName(),
        Period = period.Label,
        From = period.FirstDay,
        To = period.LastDay,
        Final = false,
        ComputedAt = null,
        MinimumDevices = minimumDevices,
        RulesVersion = TelemetryWindow.CurrentRules,
        Simulated = simulated,
    };

    /// <summary>A period's document before it is published.</summary>
    public static TelemetryDocument Empty(AppName app, TelemetryWindow window) => new()
    {
        App = app.ToString(),
        Window = window,
        Tasks = new(),
        Shares = new(),
        Versions = [],
        Systems = [],
        Runtimes = [],
        Brands = [],
        Containers = [],
        LaunchSources = [],
        Providers = [],
        Models = [],
        CostSources = [],
        ErrorKinds = [],
    };

    /// <summary>A period's figures as a point of a series.</summary>
    public static TelemetryPoint PointOf(TelemetryDocument document) => new()
    {
        Period = document.Window.Period,
        Devices = document.Devices,
        Startups = document.Startups,
        Tasks = document.Tasks.Total,
        SuccessRate = document.Tasks.SuccessRate,
        Versions = [.. document.Versions.Take(VersionsOfPoint).Select(version => new TelemetryVersionPoint(version.Name, version.Devices))],
    };
}
