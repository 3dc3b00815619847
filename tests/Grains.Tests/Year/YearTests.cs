using Microsoft.Extensions.Options;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Grains.Usage;
using ToolTime.Maintenance;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Year;

/// <summary>A year of a community, with a plain model that must agree with every outcome, aggregate and publication.</summary>
public class YearTests : GrainTest
{
    private const int Seed = 20261121;
    private const int People = 100;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 20, 0, 0, TimeSpan.Zero);

    private readonly PlainModel _model = new();
    private readonly Community _community = new(Seed, People);
    private int _published;
    private int _purged;
    private int _sevenDays;
    private int _rolledUp;

    /// <summary>The number of days.</summary>
    private protected virtual int Days => 365;

    [Fact]
    public async Task Year_OfACommunity_IsWhatAPlainModelSays()
    {
        var daysOff = 0;
        for (var day = 0; day < Days; day++)
        {
            Host.Clock.Now = Start.AddDays(day);
            await SubmitAllAsync();
            if (_community.DeletingOf() is { } person)
            {
                await DeleteAsync(person);
            }

            if (_community.Restarts())
            {
                await Host.RestartAsync();
            }

            daysOff = daysOff > 0 ? daysOff - 1 : _community.DaysOff();
            if (daysOff == 0)
            {
                Host.Clock.Now = Start.AddDays(day).AddHours(4.5);
                await MaintainAsync();
            }
        }

        await MaintainAsync();
        await CompareAggregatesAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {Seed}: {_rolledUp} rollups, {_published} periods, {_sevenDays} times seven days, {_purged} days purged"
        );
        Assert.Equal((true, true, true, true), (_published > Days / 4, _rolledUp > Days, _sevenDays > Days / 2, _purged > Days - 165));
    }

    private async Task SubmitAllAsync()
    {
        var sending = _community.SendingOf(Host.Clock.Now);
        var outcomes = await Task.WhenAll(sending.Select(SubmitInOrderAsync));
        foreach (var (person, said) in sending.Zip(outcomes))
        {
            Assert.Equal(person.Select(sent => _model.Submit(sent.Submitter, sent.Submission, Host.Clock.Now)), said);
        }
    }

    private async Task<List<string>> SubmitInOrderAsync(IEnumerable<(SubmitterId Submitter, Submission Submission)> sending)
    {
        var outcomes = new List<string>();
        foreach (var (submitter, submission) in sending)
        {
            outcomes.Add((await Host.Grains.GetGrain<ISubmitterGrain>(submitter.ToString()).SubmitAsync(submission)).GetType().Name);
        }

        return outcomes;
    }

    private async Task DeleteAsync(int person)
    {
        var today = DateOnly.FromDateTime(Host.Clock.Now.UtcDateTime);
        for (var epoch = Epoch.Containing(today.AddDays(-97)).Number; epoch <= Epoch.Containing(today.AddDays(8)).Number; epoch++)
        {
            var submitter = Community.SubmitterOf(person, Epoch.Numbered(epoch));
            await Host.Grains.GetGrain<ISubmitterGrain>(submitter.ToString()).DeleteAsync(epoch);
            _model.Delete(submitter, Host.Clock.Now);
        }
    }

    private async Task MaintainAsync()
    {
        while (true)
        {
            switch (await Maintenance.RunStepAsync())
            {
                case MaintenanceStep.RolledUp step:
                    _rolledUp++;
                    _model.RollUp(step.Day);
                    Assert.Equal(_model.Aggregates[step.Day], await StoredAsync(step.Day));
                    break;
                case MaintenanceStep.Published step:
                    _published++;
                    await ComparePublicationAsync(step.Window);
                    break;
                case MaintenanceStep.PublishedSevenDays:
                    _sevenDays++;
                    break;
                case MaintenanceStep.Purged step:
                    _purged++;
                    _model.Purge(step.Day);
                    break;
                case var last:
                    Assert.IsType<MaintenanceStep.Idle>(last);
                    AssertNothingIsDue();
                    return;
            }
        }
    }

    private void AssertNothingIsDue()
    {
        var today = DateOnly.FromDateTime(Host.Clock.Now.UtcDateTime);
        Assert.DoesNotContain(_model.Changed, day => day < today);
        Assert.All([StatsWindowKind.Week, StatsWindowKind.FourWeeks], window =>
            Assert.False(_model.IsLate(window, Host.Clock.Now), "A period was not published in time.")
        );
        Assert.False(_model.OldestCell < today.AddDays(-90), "Rows were not purged in time.");
    }

    /// <summary>Applies the server's own rules to the model's rows: their input, and its order, is what is compared.</summary>
    private async Task ComparePublicationAsync(string window)
    {
        var isWeek = IsoWeek.TryParse(window, null, out var week);
        var period = isWeek
            ? PublicationPeriod.Containing(StatsWindowKind.Week, week.FirstDay)
            : PublicationPeriod.Containing(StatsWindowKind.FourWeeks, StatsQuery.Parse(window).Week!.Value.FirstDay);
        var isFinal = period.EndExclusive.AddDays(8) <= Host.Clock.Now;
        var limits = Host.Services.GetRequiredService<IOptions<PrivacyOptions>>().Value;
        var rules = new PublicationRules(period.Window, new(limits.MinimumSubmitters));
        var names = Host.Services.GetRequiredService<CurrentNames>().List;
        var tally = new WindowTally();
        foreach (var submitter in _model.Publish(period, isFinal))
        {
            tally.Add(NormalizedNames.Normalize(submitter.Rows, names), period.Window);
        }

        var published = Assert.Single(
            await Host.Services.GetRequiredService<IPublicationStore>().ReadAsync(period.Window, period.FirstDay, period.FirstDay, Token)
        );
        Assert.Equal(
            (period.LastDay, isFinal, Host.Clock.Now, limits.MinimumSubmitters),
            (published.LastDay, published.IsFinal, published.PublishedAt, published.MinimumSubmitters)
        );
        Assert.Equal(rules.Publish(tally), published.Cells.AsEnumerable());
    }

    private async Task CompareAggregatesAsync()
    {
        foreach (var (day, expected) in _model.Aggregates)
        {
            Assert.Equal(expected, await StoredAsync(day));
        }

        Assert.Empty((await Host.Services.GetRequiredService<AggregateRebuild>().RunAsync(renew: false, Token)).Different);
    }

    private async Task<IReadOnlyList<DayAggregate>> StoredAsync(DateOnly day) =>
        (await Host.Services.GetRequiredService<IDayStore>().ReadAggregatesAsync(day, Token)).Aggregates;
}
