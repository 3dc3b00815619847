using System.Globalization;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>An app's day: its live totals, and its rollup when it is over. It stays active for as long as its day accepts events.</summary>
[CollectionAgeLimit(Hours = 24)]
internal sealed class TelemetryDayGrain(TelemetryPublisher publisher, ITelemetryPublicationStore store) : Grain, ITelemetryDayGrain
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
            // Better a live view that starts at zero than none; storage logs the fault itself.
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
        var outcome = await publisher.PublishFinalAsync(App, TelemetryPeriod.Containing(TelemetryWindowKind.Day, Day));
        if (outcome == TelemetryStepOutcome.Done)
        {
            _totals = await store.ReadTotalsAsync(App, Day, CancellationToken.None) ?? _totals;
        }

        return outcome;
    }

    public Task PurgeAsync() => store.PurgeDayAsync(App, Day);
}
