using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;

namespace ToolTime.Grains.Publication;

/// <summary>Begins publications: one snapshot of the rows, and the rules in force.</summary>
internal sealed class PublicationBuilds(
    IPublicationStore store,
    CurrentNames names,
    IOptions<PrivacyOptions> limits,
    IOptions<PublicationOptions> publication,
    [FromKeyedServices(DomainClock.Key)] TimeProvider clock)
{
    /// <summary>Begins the publication of a window.</summary>
    /// <param name="window">An ISO week.</param>
    /// <exception cref="FormatException">It is none.</exception>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    public Task<PublicationBuild> BeginAsync(string window) => BeginAsync(IsoWeek.Parse(window));

    private async Task<PublicationBuild> BeginAsync(IsoWeek week)
    {
        await store.CloseWeekAsync(week);
        var rules = new PublicationRules(limits.Value, names.List, new((await store.ReadSecretAsync(CancellationToken.None)).ToArray()));
        var rows = await store.OpenWeekAsync(week, CancellationToken.None);
        return new WeekBuild(week, publication.Value.DueAt(week), rows, rules, cells => BuilderOf(limits.Value).Week(week, cells, Now()), store);
    }

    private PublicationBuilder BuilderOf(PrivacyOptions inForce) => new(inForce, names.List, simulated: clock is SimulatedClock);

    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }
}
