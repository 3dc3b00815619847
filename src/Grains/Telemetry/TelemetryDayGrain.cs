using System.Globalization;
using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>An app's day: its live totals, and its work when it is over. It stays as long as its day may.</summary>
[CollectionAgeLimit(Hours = 24)]
internal sealed partial class TelemetryDayGrain(
    TelemetryJobs jobs,
    ITelemetryPublicationStore store,
    ILogger<TelemetryDayGrain> logger) : Grain, ITelemetryDayGrain
{
    private TelemetryTotals _totals = TelemetryTotals.Zero;

    private AppName App { get; set; }

    private DateOnly Day { get; set; }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (app, day) = TelemetryGrains.Split(this.GetPrimaryKeyString());
        (App, Day) = (app, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        try
        {
            _totals = await store.ReadTotalsAsync(App, Day, cancellationToken) ?? TelemetryTotals.Zero;
        }
        catch (StorageUnavailableException)
        {
            // A live view begins at zero rather than not at all; the storage's own log says what is wrong.
            _totals = TelemetryTotals.Zero;
        }
    }

    public Task AddAsync(TelemetryTotals delta)
    {
        _totals += delta;
        return Task.CompletedTask;
    }

    public Task<TelemetryTotals> GetTotalsAsync() => Task.FromResult(_totals);

    public Task<TelemetryStepOutcome> RollUpAsync() => DoAsync(async () =>
    {
        var outcome = await jobs.PublishFinalAsync(App, TelemetryPeriod.Containing(TelemetryWindowKind.Day, Day));
        if (outcome == TelemetryStepOutcome.Done)
        {
            _totals = await store.ReadTotalsAsync(App, Day, CancellationToken.None) ?? _totals;
        }

        return outcome;
    });

    public Task<TelemetryStepOutcome> PurgeAsync() => DoAsync(async () =>
    {
        await store.PurgeDayAsync(App, Day);
        return TelemetryStepOutcome.Done;
    });

    private async Task<TelemetryStepOutcome> DoAsync(Func<Task<TelemetryStepOutcome>> work)
    {
        try
        {
            return await work();
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return TelemetryStepOutcome.Unavailable;
        }
    }

    [LoggerMessage(1803, LogLevel.Error, "A day of telemetry could not be rolled up or purged; it stays due.")]
    private partial void LogUnavailable(Exception exception);
}
