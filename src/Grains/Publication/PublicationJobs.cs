using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;

namespace ToolTime.Grains.Publication;

/// <summary>Publishes a window: reads its rows at one snapshot, tallies them, applies the rules and stores what is published.</summary>
internal sealed class PublicationJobs(
    IPublicationStore weeks, ISevenDayStore sevenDays, CurrentNames names, IOptions<PrivacyOptions> privacy, DomainClock clock)
{
    /// <summary>Publishes one window, which is then durable, or was before.</summary>
    /// <param name="window">An ISO week, or the last of seven days.</param>
    /// <returns>False where rows of it were removed meanwhile, so that it must be begun again.</returns>
    /// <exception cref="FormatException">It is neither.</exception>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    public Task<bool> RunAsync(string window) =>
        SevenDays.TryParse(window, null, out var days) ? RunAsync(days) : RunAsync(IsoWeek.Parse(window));

    private async Task<bool> RunAsync(IsoWeek week)
    {
        await weeks.CloseWeekAsync(week);
        var list = names.List;
        await using var rows = await weeks.OpenWeekAsync(week, CancellationToken.None);
        return await weeks.StoreAsync(WriterFor(list).Week(week, await PublishAsync(rows, list), Now()), rows.Watermark);
    }

    private async Task<bool> RunAsync(SevenDays days)
    {
        var list = names.List;
        var before = await sevenDays.ReadNewestAsync(CancellationToken.None);
        await using var rows = await sevenDays.OpenAsync(days.FirstDay, days.LastDay, CancellationToken.None);
        return await sevenDays.StoreAsync(WriterFor(list).SevenDays(days, await PublishAsync(rows, list), Now()), before?.Days, rows.Watermark);
    }

    private async Task<IReadOnlyList<PublishedCell>> PublishAsync(RowsSnapshot rows, NameList list)
    {
        var rules = new PublicationRules(new(privacy.Value.MinimumSubmitters), list);
        var tally = new WindowTally();
        while (await rows.Submitters.ReadNextAsync(CancellationToken.None) is { Count: > 0 } submitters)
        {
            foreach (var submitter in submitters)
            {
                rules.Count(tally, submitter);
            }
        }

        return rules.Publish(tally);
    }

    private StatsDocumentWriter WriterFor(NameList list) => new(privacy.Value, list, simulated: clock.IsSimulated);

    /// <summary>To the second, as it is published.</summary>
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }
}
