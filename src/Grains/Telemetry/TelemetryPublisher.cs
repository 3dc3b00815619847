using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Publishes an app's periods: adds up their rows, applies the rules and stores the result.</summary>
internal sealed class TelemetryPublisher(
    ITelemetryPublicationStore store,
    CurrentNames names,
    IOptions<PrivacyOptions> privacy,
    IOptions<TelemetryOptions> options,
    DomainClock clock)
{
    private static readonly TelemetryWindowKind[] Kinds = Enum.GetValues<TelemetryWindowKind>();

    private Threshold Threshold => new(privacy.Value.MinimumSubmitters);

    /// <summary>Publishes the running day, week and four-week window, if enough has changed.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public async Task<TelemetryStepOutcome> PublishRunningAsync(AppName app)
    {
        var now = Now();
        var today = now.UtcDay();
        var epoch = Epoch.Containing(today);
        var state = await store.ReadStateAsync(app, epoch, CancellationToken.None);
        if (!IsDue(state, now) && !await IsOfLowerThresholdAsync(app, today))
        {
            return TelemetryStepOutcome.NotDue;
        }

        var generation = await store.BeginGenerationAsync(app);
        await using var rows = await store.OpenAsync(app, epoch, generation, CancellationToken.None);
        var publications = new List<TelemetryPublication>();
        foreach (var period in Kinds.Select(kind => TelemetryPeriod.Containing(kind, today)))
        {
            var tally = await TallyAsync(rows, period, today);
            publications.Add(Write(app, period, tally, now, isFinal: false));
        }

        var result = new TelemetryResult
        {
            App = app,
            Removals = rows.Removals,
            Publications = publications,
            Mark = new(now, generation, rows.Seen, state.Deletions),
        };
        return await store.StoreAsync(result) ? TelemetryStepOutcome.Done : TelemetryStepOutcome.Overtaken;
    }

    /// <summary>Publishes a period that is over; its figures are final.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public async Task<TelemetryStepOutcome> PublishFinalAsync(AppName app, TelemetryPeriod period)
    {
        var now = Now();
        if (!TelemetrySchedule.IsOver(period, now))
        {
            return TelemetryStepOutcome.NotDue;
        }

        await using var rows = await store.OpenAsync(app, Epoch.Containing(period.FirstDay), 0, CancellationToken.None);
        var tally = await TallyAsync(rows, period, period.LastDay);
        var result = new TelemetryResult
        {
            App = app,
            Removals = rows.Removals,
            Publications = [Write(app, period, tally, now, isFinal: true)],
            Totals = period.Window == TelemetryWindowKind.Day ? tally.Totals : null,
        };
        return await store.StoreAsync(result) ? TelemetryStepOutcome.Done : TelemetryStepOutcome.Overtaken;
    }

    private bool IsDue(TelemetryAppState state, DateTimeOffset now) =>
        new Batching(Threshold.Minimum).IsDue(
            state.Mark?.PublishedAt,
            now,
            new(state.Changed + state.Deleted, state.Mark?.Seen ?? 0, state.Deleted)
        );

    /// <summary>Whether what is published of the running day was made when fewer devices were enough.</summary>
    private async Task<bool> IsOfLowerThresholdAsync(AppName app, DateOnly today) =>
        (await store.ReadAsync(app, TelemetryWindowKind.Day, today, today, CancellationToken.None)).Any(published =>
            published.Document.Window.MinimumDevices < Threshold.Minimum
        );

    private async Task<TelemetryTally> TallyAsync(ITelemetrySnapshot rows, TelemetryPeriod period, DateOnly lastDay)
    {
        var tally = new TelemetryTally(names.List, [.. options.Value.Brands]);
        foreach (var range in DeviceRange.Divide(rows.Devices))
        {
            for (var day = period.FirstDay; day <= lastDay; day = day.AddDays(1))
            {
                await rows.ReadAsync(day, range, tally.Add, CancellationToken.None);
            }

            tally.EndRange();
        }

        return tally;
    }

    private TelemetryPublication Write(AppName app, TelemetryPeriod period, TelemetryTally tally, DateTimeOffset now, bool isFinal) =>
        new(
            app,
            period,
            new TelemetryFigures(tally, Threshold, withSums: period.Window == TelemetryWindowKind.Day).Write(
                app,
                ServedTelemetry.WindowOf(period, Threshold.Minimum, clock.IsSimulated) with { Final = isFinal, ComputedAt = now }
            )
        );

    /// <summary>The time to the second, as published.</summary>
    private DateTimeOffset Now() => clock.GetUtcNow().CutToSecond();
}
