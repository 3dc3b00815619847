using System.Globalization;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>An app's day: its live totals, and its work when it is over. It stays as long as its day may.</summary>
[CollectionAgeLimit(Hours = 24)]
internal sealed class TelemetryDayGrain(TelemetryJobs jobs, ITelemetryPublicationStore store) : Grain, ITelemetryDayGrain
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

    public async Task<TelemetryStepOutcome> RollUpAsync()
    {
        var outcome = await jobs.PublishFinalAsync(App, TelemetryPeriod.Containing(TelemetryWindowKind.Day, Day));
        if (outcome == TelemetryStepOutcome.Done)
        {
            _totals = await store.ReadTotalsAsync(App, Day, CancellationToken.None) ?? _totals;
        }

        return outcome;
    }

    public Task PurgeAsync() => store.PurgeDayAsync(App, Day);
}
