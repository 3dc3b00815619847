using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.CoUse;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Submissions;

namespace ToolTime.Grains.Publication;

/// <summary>Publishes one window in one turn: tallies its rows, applies the rules and stores the result.</summary>
internal sealed partial class PublisherGrain(
    IPublicationStore store,
    CurrentNames names,
    IOptions<PrivacyOptions> privacy,
    IOptions<IngestionOptions> ingestion,
    DomainClock clock,
    ILogger<PublisherGrain> logger) : Grain, IPublisherGrain
{
    /// <summary>How often a publication is attempted, so that someone who keeps deleting does not hold up other work.</summary>
    private const int Attempts = 3;

    /// <summary>
    /// The number of parts into which a window's submitters are divided; all are tallied at once, over all silos. Each part reads its own
    /// snapshot and returns every name, so more parts cost more even with few people.
    /// </summary>
    private const int Ranges = 2;

    private ISummaryGrain SevenDays => GrainFactory.GetGrain<ISummaryGrain>(StatsQuery.Default.ToString());

    public async Task<PublishOutcome> PublishAsync()
    {
        var window = StatsQuery.Parse(this.GetPrimaryKeyString());
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var outcome = await RunAsync(window);
            if (outcome == PublishOutcome.Published)
            {
                LogPublished(window);
            }

            if (outcome != PublishOutcome.Overtaken)
            {
                return outcome;
            }
        }

        LogOvertaken(window);
        return PublishOutcome.Overtaken;
    }

    /// <summary>Publishes one window durably.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    private Task<PublishOutcome> RunAsync(StatsQuery query) => query switch
    {
        { Window: StatsWindowKind.SevenDays } => RunSevenDaysAsync(),
        { Week: { } week } => RunAsync(PublicationPeriod.Containing(query.Window, week.FirstDay)),
        _ => throw new FormatException("A window to publish is 7d or has a week."),
    };

    private async Task<PublishOutcome> RunAsync(PublicationPeriod period)
    {
        var now = Now();
        var isFinal = period.EndExclusive + PublicationOptions.FinalAfter(ingestion.Value) <= now;
        var watermark = await store.CountRemovalsAsync(CancellationToken.None);
        var publication = await ComputeAsync(period.Window, period.FirstDay, period.LastDay, now);
        var pairs = period.Window == StatsWindowKind.FourWeeks ? await FindPairsAsync(publication) : null;
        return await store.StoreAsync(publication with { IsFinal = isFinal, Pairs = pairs }, watermark)
            ? PublishOutcome.Published
            : PublishOutcome.Overtaken;
    }

    private async Task<PublishOutcome> RunSevenDaysAsync()
    {
        var now = Now();
        var last = await SevenDays.GetMarkAsync();
        var since = last?.PublishedAt ?? DateTimeOffset.MinValue;
        var changed = await store.CountChangedAsync(Batching.CountedFrom(last), since, CancellationToken.None);
        var deleted = await store.CountDeletedAsync(since, CancellationToken.None);
        if (!new Batching(privacy.Value.MinimumSubmitters).IsDue(last, now, changed, deleted))
        {
            return PublishOutcome.NotDue;
        }

        WindowPublication? best = null;
        var removals = await store.CountRemovalsAsync(CancellationToken.None);
        foreach (var days in SevenDayWindow.CandidatesOn(now.UtcDay()))
        {
            var publication = await ComputeAsync(StatsWindowKind.SevenDays, days.FirstDay, days.LastDay, now);
            best = best is null || SubmittersOf(publication) > SubmittersOf(best) ? publication : best;
        }

        // Counted after the rows were read, so that it includes every submitter in them.
        var reporters = await store.CountReportersAsync(now.CutToHour(), CancellationToken.None);
        if (await store.CountRemovalsAsync(CancellationToken.None) != removals)
        {
            return PublishOutcome.Overtaken;
        }

        await SevenDays.ReplaceAsync([.. (best! with { ReportersOfHour = reporters }).Encode()]);

        // Grain state has no conditional write, so rows may have been removed just before. Unconfirmed state is recomputed.
        if (await store.CountRemovalsAsync(CancellationToken.None) != removals)
        {
            return PublishOutcome.Overtaken;
        }

        await SevenDays.ConfirmAsync(now);
        return PublishOutcome.Published;
    }

    private static long SubmittersOf(WindowPublication publication) =>
        publication.Cells.FirstOrDefault(cell => cell.Key == new CellKey(null, UsageName.Everything))?.Figures.Submitters ?? 0;

    private async Task<WindowPublication> ComputeAsync(StatsWindowKind window, DateOnly firstDay, DateOnly lastDay, DateTimeOffset now)
    {
        var rules = new PublicationRules(window, new(privacy.Value.MinimumSubmitters));
        var cells = rules.Publish(await TallyAsync(window, firstDay, lastDay));
        return new(
            window,
            firstDay,
            lastDay,
            now,
            IsFinal: null,
            privacy.Value.MinimumSubmitters,
            StatsWindow.CurrentRules,
            ReportersOfHour: 0,
            [.. cells],
            IsSimulated: clock.IsSimulated ? true : null
        );
    }

    /// <summary>Lets grains tally ranges of submitters, and merges their results.</summary>
    private async Task<WindowTally> TallyAsync(StatsWindowKind window, DateOnly firstDay, DateOnly lastDay)
    {
        var whole = new WindowTally();
        foreach (var part in await ByRangeAsync(window, firstDay, lastDay, (tally, request) => tally.TallyAsync(request)))
        {
            whole.Merge(WindowTally.Decode(ImmutableCollectionsMarshal.AsArray(part)!));
        }

        return whole;
    }

    /// <summary>
    /// Looks for names that the same submitters use. The rows are read again, because the names that enough submitters use are known only
    /// now.
    /// </summary>
    private async Task<IReadOnlyList<PublishedPair>> FindPairsAsync(WindowPublication publication)
    {
        var minimum = CoUseCandidates.MinimumAt(new(privacy.Value.MinimumSubmitters));
        var candidates = CoUseCandidates.From(publication.Cells, minimum);
        if (candidates.Pairs == 0)
        {
            return [];
        }

        ImmutableArray<string> written = [.. candidates.Write()];
        var whole = new CoUseTally(candidates, names.List);
        var parts = await ByRangeAsync(
            publication.Window,
            publication.FirstDay,
            publication.LastDay,
            (tally, request) => tally.TallyPairsAsync(request, written)
        );
        foreach (var part in parts)
        {
            whole.Merge(part);
        }

        return CoUsePairs.Choose(candidates, whole, minimum);
    }

    private async Task<T[]> ByRangeAsync<T>(
        StatsWindowKind window, DateOnly firstDay, DateOnly lastDay, Func<ITallyGrain, TallyRequest, Task<T>> tally) =>
        await Task.WhenAll(
            SubmitterRange
                .Divide(Ranges)
                .Select(range =>
                    tally(
                        GrainFactory.GetGrain<ITallyGrain>($"{window.ToName()}/{range.First}"),
                        new()
                        {
                            Window = window,
                            FirstDay = firstDay,
                            LastDay = lastDay,
                            FirstByte = range.First,
                            EndByte = range.EndExclusive,
                        }
                    )
                )
        );

    /// <summary>The time to the second, as published.</summary>
    private DateTimeOffset Now() => clock.GetUtcNow().CutToSecond();

    [LoggerMessage(1301, LogLevel.Information, "{Window} is published.")]
    private partial void LogPublished(StatsQuery window);

    [LoggerMessage(
        1306,
        LogLevel.Warning,
        "{Window} is not published yet, because its rows keep being removed; it will be retried."
    )]
    private partial void LogOvertaken(StatsQuery window);
}
