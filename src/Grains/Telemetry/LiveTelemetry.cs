using System.Globalization;
using Microsoft.Extensions.Logging;
using ToolTime.Grains.Usage;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>
/// Sends the sum of what this process accepted to the day grains once a second. It feeds an operators' view; what a crash loses, the day's
/// rollup restores. Thread-safe; it holds one entry per app and day.
/// </summary>
internal sealed partial class LiveTelemetry(IGrainFactory grains, TimeProvider timeProvider, ILogger<LiveTelemetry> logger)
    : LiveTotalsSender(timeProvider)
{
    private readonly Lock _lock = new();
    private Dictionary<(AppName App, DateOnly Day), TelemetryTotals> _sums = [];

    /// <summary>Adds an event that was just stored.</summary>
    public void Add(AppName app, DateOnly day, TelemetryEvent reported)
    {
        var one = TelemetryTotals.From(reported, 1);
        lock (_lock)
        {
            _sums[(app, day)] = _sums.GetValueOrDefault((app, day), TelemetryTotals.Zero) + one;
        }
    }

    /// <inheritdoc/>
    public override async Task FlushAsync()
    {
        Dictionary<(AppName App, DateOnly Day), TelemetryTotals> sums;
        lock (_lock)
        {
            (sums, _sums) = (_sums, []);
        }

        foreach (var ((app, day), sum) in sums)
        {
            await grains.GetTelemetryDay(app, day).AddAsync(sum);
        }
    }

    [LoggerMessage(1802, LogLevel.Warning, "The last second's live telemetry totals were lost ({Reason}); the day's rollup restores them.")]
    protected override partial void LogLost(string reason);
}

/// <summary>The keys of the telemetry grains.</summary>
internal static class TelemetryGrains
{
    public static ITelemetryDayGrain GetTelemetryDay(this IGrainFactory grains, AppName app, DateOnly day) =>
        grains.GetGrain<ITelemetryDayGrain>($"{app}/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");

    /// <summary>Splits a key into the app and what follows the slash.</summary>
    public static (AppName App, string Part) Split(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return (AppName.Parse(key[..slash]), key[(slash + 1)..]);
    }
}
