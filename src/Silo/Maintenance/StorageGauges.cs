using System.Diagnostics.Metrics;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;
using ToolTime.Observability;
using ToolTime.Storage;

namespace ToolTime.Silo.Maintenance;

/// <summary>
/// Measures, once a minute, how old the oldest raw row is, which shows whether the purge works, and how large the database is.
/// </summary>
internal sealed class StorageGauges : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly IDayStore _days;
    private readonly IStorageEngine _storage;
    private readonly TimeProvider _timeProvider;
    private readonly TimeProvider _clock;
    private Measurement<double>[] _age = [];
    private Measurement<long>[] _size = [];

    public StorageGauges(
        IDayStore days, IStorageEngine storage, TimeProvider timeProvider, DomainClock clock, IMeterFactory meters)
    {
        (_days, _storage, _timeProvider, _clock) = (days, storage, timeProvider, clock);
        var meter = meters.Create(ToolTimeMeter.Name);
        meter.CreateObservableGauge(
            "tooltime.storage.oldest_row.age",
            () => _age,
            "s",
            "Time since the beginning of the day, or week, that the oldest raw row is about; none where there are no rows."
        );
        meter.CreateObservableGauge(
            "tooltime.storage.size",
            () => _size,
            "By",
            "What the database takes on its disk; of SQLite, with its write-ahead log."
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await MeasureAsync(stoppingToken);
            await Task.Delay(Period, _timeProvider, stoppingToken);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            _age = await _days.FindOldestRowAsync(cancellationToken) is { } day
                ? [new((_clock.GetUtcNow() - new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)).TotalSeconds)]
                : [];
            _size = [new(await _storage.MeasureSizeAsync(cancellationToken))];
        }
        catch (StorageUnavailableException)
        {
            // Readiness reports it; old figures would mislead.
            (_age, _size) = ([], []);
        }
    }
}
