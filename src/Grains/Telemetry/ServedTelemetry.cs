using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Makes what is served from what is published.</summary>
internal static class ServedTelemetry
{
    /// <summary>Versions of a point of a series: what a chart can show.</summary>
    private const int VersionsOfPoint = 8;

    /// <summary>Periods of a series.</summary>
    public static int SeriesLength(TelemetryWindowKind window) => window switch
    {
        TelemetryWindowKind.Day => 60,
        TelemetryWindowKind.Week => 26,
        _ => 13,
    };

    /// <summary>What a period's figures cover, before there are any.</summary>
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

    /// <summary>What is served of a period before it is published.</summary>
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

    /// <summary>A period as a point of a series.</summary>
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
