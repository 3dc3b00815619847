using ToolTime.Grains.Privacy;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// Applies the publication rules to a tally: the threshold on the devices behind each figure, sums only for a day, and rounding last. Null
/// means too few or not measured.
/// </summary>
internal sealed class TelemetryFigures(TelemetryTally tally, Threshold threshold, bool withSums)
{
    private const double MicroUsd = 1_000_000;

    private TaskSums Sums => tally.Sums;

    public TelemetryDocument Write(AppName app, TelemetryWindow window) =>
        new()
        {
            App = app.ToString(),
            Window = window,
            Devices = threshold.IsMet(tally.Devices) ? tally.Devices : null,
            Startups = Sum(Sums.Startups, DeviceFigures.Startups),
            Tasks = Tasks(),
            Shares = Shares(),
            Versions = List(TelemetryDimension.Version, TaskUse),
            Systems = List(TelemetryDimension.System, Use),
            Runtimes = List(TelemetryDimension.Runtime, Use),
            Brands = List(TelemetryDimension.Brand, TaskUse),
            Containers = List(TelemetryDimension.Container, TaskUse),
            LaunchSources = List(TelemetryDimension.LaunchSource, Use),
            Providers = List(TelemetryDimension.Provider, CostUse),
            Models = List(TelemetryDimension.Model, CostUse),
            CostSources = List(TelemetryDimension.CostSource, CostUse),
            ErrorKinds = List(TelemetryDimension.ErrorKind, Use),
        };

    private TelemetryTasks Tasks()
    {
        // All tasks minus successes and failures are those with unknown outcome: if these belong to too few devices, the subtraction must
        // not be possible.
        var outcomes = withSums && !threshold.IsTooFew(tally.Behind(DeviceFigures.NotEnded));
        return new()
        {
            Total = Sum(Sums.Tasks, DeviceFigures.Tasks),
            Succeeded = outcomes ? Sum(Sums.Succeeded, DeviceFigures.Ended) : null,
            Failed = outcomes ? Sum(Sums.Failed, DeviceFigures.Ended) : null,
            SuccessRate = RateOf(Sums.Succeeded, Sums.Succeeded + Sums.Failed, tally.Behind(DeviceFigures.Ended)),
            Iterations = Quantiles(Sums.Iterations, DeviceFigures.Iterations),
            DurationMs = Quantiles(Sums.DurationMs, DeviceFigures.Duration),
            Tokens = Tokens(),
            CostUsd = Cost(),
            CacheHitRate = RateOf(
                (double)Sums.CacheHitRequests,
                (double)Sums.CacheTotalRequests,
                tally.Behind(DeviceFigures.CacheRequests)
            ),
        };
    }

    private TelemetryTokens Tokens()
    {
        var quantiles = Quantiles(Sums.Tokens, DeviceFigures.Tokens);
        return new()
        {
            Prompt = Sum(Sums.Prompt, DeviceFigures.Prompt),
            Completion = Sum(Sums.Completion, DeviceFigures.Completion),
            CacheCreation = Sum(Sums.CacheCreation, DeviceFigures.CacheCreation),
            CacheRead = Sum(Sums.CacheRead, DeviceFigures.CacheRead),
            P50 = quantiles.P50,
            P90 = quantiles.P90,
        };
    }

    private TelemetryCost Cost()
    {
        var quantiles = Dollars(Quantiles(Sums.Costs, DeviceFigures.Cost));
        return new()
        {
            Total = Sum(Sums.CostMicroUsd, DeviceFigures.Cost) / MicroUsd,
            P50 = quantiles.P50,
            P90 = quantiles.P90,
        };
    }

    private TelemetryShares Shares() =>
        new()
        {
            Opened = Sum(Sums.Opened, DeviceFigures.Opened),
            Downloaded = Sum(Sums.Downloaded, DeviceFigures.Downloaded),
            OpenedDevices = Devices(DeviceFigures.Opened),
            DownloadedDevices = Devices(DeviceFigures.Downloaded),
        };

    private long? Devices(DeviceFigures figure) => threshold.IsMet(tally.Behind(figure)) ? tally.Behind(figure) : null;

    private long? Sum(Int128 sum, DeviceFigures figure) =>
        withSums && threshold.IsMet(tally.Behind(figure)) ? (long)Rounding.Calls((double)sum) : null;

    private double? RateOf(double part, double whole, int devices) =>
        threshold.IsMet(devices) && whole > 0 ? Rounding.Rate(part / whole) : null;

    private TelemetryQuantiles Quantiles(Histogram values, DeviceFigures figure) => Quantiles(values, tally.Behind(figure));

    private TelemetryQuantiles Quantiles(Histogram values, int devices) =>
        new()
        {
            P50 = threshold.IsMet(devices) ? values.Quantile(0.5) : null,
            P90 = threshold.IsMet(devices, Threshold.ForDeciles) ? values.Quantile(0.9) : null,
        };

    private static TelemetryQuantiles Dollars(TelemetryQuantiles micro) => new() { P50 = micro.P50 / MicroUsd, P90 = micro.P90 / MicroUsd };

    /// <summary>A list's names that enough devices have, most devices first.</summary>
    private List<T> List<T>(TelemetryDimension dimension, Func<string, NameTally, T> write) =>
        [
            .. tally
                .Names.In(dimension)
                .Where(name => threshold.IsMet(name.Value.Devices) && threshold.IsMet(tally.Devices))
                .OrderByDescending(name => name.Value.Devices)
                .ThenBy(name => name.Key, StringComparer.Ordinal)
                .Select(name => write(name.Key, name.Value)),
        ];

    private TelemetryUse Use(string name, NameTally counted) =>
        new()
        {
            Name = name,
            Devices = counted.Devices,
            Adoption = Adoption(counted),
        };

    private TelemetryTaskUse TaskUse(string name, NameTally counted) =>
        new()
        {
            Name = name,
            Devices = counted.Devices,
            Adoption = Adoption(counted),
            SuccessRate = SuccessRate(counted),
        };

    private TelemetryCostUse CostUse(string name, NameTally counted) =>
        new()
        {
            Name = name,
            Devices = counted.Devices,
            Adoption = Adoption(counted),
            SuccessRate = SuccessRate(counted),
            CostUsd = counted.Costs is { } costs ? Dollars(Quantiles(costs, counted.Priced)) : new(),
        };

    private double Adoption(NameTally counted) => Rounding.Share((double)counted.Devices / tally.Devices);

    private double? SuccessRate(NameTally counted) => RateOf(counted.Succeeded, counted.Succeeded + counted.Failed, counted.Ended);
}
