using System.Diagnostics.Metrics;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Grains.Usage;
using ToolTime.Observability;
using ToolTime.Storage;

namespace ToolTime.Silo.Maintenance;

/// <summary>
/// Measures, once a minute, the age of the oldest raw row, which shows whether the purge works, and the size of the database.
/// </summary>
internal sealed partial class StorageGauges : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly IDayStore _days;
    private readonly ITelemetryPublicationStore _telemetry;
    private readonly IStorageEngine _storage;
    private readonly TimeProvider _timeProvider;
    private readonly TimeProvider _clock;
    private readonly ILogger<StorageGauges> _logger;
    private Measurement<double>[] _age = [];
    private Measurement<long>[] _size = [];

    public StorageGauges(
        IDayStore days,
        ITelemetryPublicationStore telemetry,
        IStorageEngine storage,
        TimeProvider timeProvider,
        DomainClock clock,
        IMeterFactory meters,
        ILogger<StorageGauges> logger)
    {
        (_days, _telemetry, _storage, _timeProvider, _clock, _logger) = (days, telemetry, storage, timeProvider, clock, logger);
        var meter = meters.Create(ToolTimeMeter.Name);
        meter.CreateObservableGauge(
            "tooltime.storage.oldest_row.age",
            () => _age,
            "s",
            "Time since the start of the oldest raw row's day or week; absent if there are no rows."
        );
        meter.CreateObservableGauge(
            "tooltime.storage.size",
            () => _size,
            "By",
            "Size of the database on disk; for SQLite, including its write-ahead log."
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
            _age = await FindOldestAsync(cancellationToken) is { } day
                ? [new((_clock.GetUtcNow() - new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)).TotalSeconds)]
                : [];
            _size = [new(await _storage.MeasureSizeAsync(cancellationToken))];
        }
        catch (StorageUnavailableException)
        {
            // Readiness reports the fault; old figures would mislead.
            (_age, _size) = ([], []);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A server without gauges is better than none.
            LogFailed(exception);
            (_age, _size) = ([], []);
        }
    }

    private async Task<DateOnly?> FindOldestAsync(CancellationToken cancellationToken)
    {
        var reported = await _days.FindOldestRowAsync(cancellationToken);
        var telemetry = (await _telemetry.ReadScheduleAsync(cancellationToken)).Days;
        return telemetry.Count == 0 ? reported
            : telemetry.Min(row => row.Day) is var day && day < (reported ?? DateOnly.MaxValue) ? day
            : reported;
    }

    [LoggerMessage(3002, LogLevel.Error, "The storage could not be measured.")]
    private partial void LogFailed(Exception exception);
}
