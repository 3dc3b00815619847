using System.Diagnostics.Metrics;
using ToolTime.Api.Observability;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;

namespace ToolTime.Silo.Maintenance;

/// <summary>Measures how old the oldest raw row is, which tells whether the purge keeps its promise.</summary>
internal sealed class OldestRowGauge : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly IDayStore _days;
    private readonly TimeProvider _engineClock;
    private readonly TimeProvider _clock;
    private Measurement<double>[] _age = [];

    public OldestRowGauge(IDayStore days, TimeProvider engineClock, [FromKeyedServices(DomainClock.Key)] TimeProvider clock, IMeterFactory meters)
    {
        (_days, _engineClock, _clock) = (days, engineClock, clock);
        meters.Create(ToolTimeMeter.Name).CreateObservableGauge(
            "tooltime.storage.oldest_row.age", () => _age, "s", "Time since the beginning of the day, or week, that the oldest raw row tells of; none where there are no rows.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await MeasureAsync(stoppingToken);
            await Task.Delay(Period, _engineClock, stoppingToken);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            _age = await _days.FindOldestRowAsync(cancellationToken) is { } day
                ? [new((_clock.GetUtcNow() - new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)).TotalSeconds)]
                : [];
        }
        catch (StorageUnavailableException)
        {
            // Readiness tells of it; an old age would tell nothing.
            _age = [];
        }
    }
}
