using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;

namespace ToolTime.Grains.Publication;

/// <summary>Begins publications, or goes on with them: the rows, what is stored of them, and the rules in force.</summary>
internal sealed partial class PublicationBuilds(
    IPublicationStore store,
    IWeekStepStore steps,
    ISevenDayStore sevenDays,
    CurrentNames names,
    IOptions<PrivacyOptions> limits,
    IOptions<PublicationOptions> publication,
    DomainClock clock,
    ILogger<PublicationBuilds> logger)
{
    /// <summary>Begins the publication of a window.</summary>
    /// <param name="window">An ISO week, or the last of seven days.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    public Task<PublicationBuild> BeginAsync(string window) =>
        SevenDays.TryParse(window, null, out var days) ? BeginAsync(days) : BeginAsync(IsoWeek.Parse(window));

    private async Task<PublicationBuild> BeginAsync(IsoWeek week)
    {
        await store.CloseWeekAsync(week);
        var (list, due) = (names.List, publication.Value.DueAt(week));
        var rules = new PublicationRules(limits.Value, list, await ReadSecretAsync());
        var basis = CountingBasis.Of(list, limits.Value, due);
        var stored = await steps.ListAsync(week, basis, CancellationToken.None);
        if (stored.Ranges.Count > 0)
        {
            LogGoesOn(week, stored.Ranges.Count);
        }

        var reading = new WeekReading(week, stored, basis, (tally, submitter) => rules.Count(tally, submitter, due), store, steps, logger);
        return new WeekBuild(week, reading, rules, cells => BuilderOf(limits.Value).Week(week, cells, Now()), store);
    }

    private async Task<PublicationBuild> BeginAsync(SevenDays days)
    {
        var (list, secret, stricter) = (names.List, await ReadSecretAsync(), limits.Value.ForSevenDays());
        var before = await sevenDays.ReadNewestWithCellsAsync(CancellationToken.None);
        var inEpoch = before?.Days.Epoch == days.Epoch ? before : null;

        // Of another epoch's figures nobody who counts now is a part, and what was blocked since is gone.
        SevenDayCell[] shown = [.. (inEpoch?.Cells ?? []).Where(cell => ToldCells.IsListed(cell.Key.Name, list))];
        var renewal = new Renewal(days, inEpoch?.Since, shown, PublicationOptions.DueAt, secret, limits.Value);
        var rows = await sevenDays.OpenAsync(renewal.FirstDay, days.LastDay, CancellationToken.None);
        return new SevenDayBuild(
            before?.Days,
            PublicationOptions.DueAt(days.LastDay),
            rows,
            new(days, shown, renewal, stricter, list, secret),
            cells => BuilderOf(stricter).SevenDays(days, inEpoch?.Since ?? days, cells, Now()),
            sevenDays);
    }

    private async Task<PublicationSecret> ReadSecretAsync() => new((await store.ReadSecretAsync(CancellationToken.None)).ToArray());

    private PublicationBuilder BuilderOf(PrivacyOptions inForce) => new(inForce, names.List, simulated: clock.IsSimulated);

    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    [LoggerMessage(1304, LogLevel.Information, "The publication of {Week} goes on from {Steps} stored steps.")]
    private partial void LogGoesOn(IsoWeek week, int steps);
}
