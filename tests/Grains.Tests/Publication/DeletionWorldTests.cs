using ToolTime.Calendar;
using ToolTime.Deletion;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>
/// Three weeks of random people over the real grains and storage, some of whom delete everything, before or after a week is closed, and some
/// of whom report too late: each week is published as if those who deleted had never been, and as if nothing had come late.
/// </summary>
public sealed class DeletionWorldTests : GrainTest
{
    private const int People = 30;

    private static readonly IsoWeek[] Weeks = [IsoWeek.Of(Given.Monday.AddDays(-7)), Given.Week, Given.Week.Next];
    private static readonly PrivacyOptions Limits = new() { MinimumSubmitters = 3, MinimumForValues = 6, MinimumForDeciles = 12, LargestMargin = 2, SubmitterStep = 2 };

    private readonly Dictionary<(int Person, DateOnly Day), UsageCount[]> _kept = [];
    private readonly Dictionary<int, List<DateTimeOffset>> _received = [];
    private readonly HashSet<int> _gone = [];

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(
        null, ("Privacy:MinimumSubmitters", "3"), ("Privacy:MinimumForValues", "6"), ("Privacy:MinimumForDeciles", "12"), ("Privacy:LargestMargin", "2"), ("Privacy:SubmitterStep", "2"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20261121)]
    public async Task PublishAsync_PeopleWhoDeleteOrAreLate_IsAsIfTheyHadNotBeen(int seed)
    {
        var random = new Random(seed);
        var store = Host.Services.GetRequiredService<IPublicationStore>();
        var secret = new PublicationSecret((await store.ReadSecretAsync(Token)).ToArray());
        foreach (var week in Weeks)
        {
            for (var day = week.FirstDay; day <= week.LastDay; day = day.AddDays(1))
            {
                await PassDayAsync(random, day);
            }

            await ReportLateAsync(random, week.FirstDay.AddDays(-1));
            Host.Clock.Now = new PublicationOptions().DueAt(week);
            await store.CloseWeekAsync(week);
            await DeleteAsync(random.Next(People));
            Assert.Equal(PublishOutcome.Published, await PublishAsync(week.ToString()));

            var published = Assert.Single(await store.ReadWeeksAsync(week, week, Token));
            Assert.Equal(Expected(week, secret), published.Cells);
            Assert.NotEmpty(published.Cells);
        }
    }

    private async Task PassDayAsync(Random random, DateOnly day)
    {
        Host.Clock.Now = new(day, new(20, 0), TimeSpan.Zero);
        for (var person = 0; person < People; person++)
        {
            if (random.Next(3) > 0)
            {
                await ReportAsync(person, day, [Given.Tool("Bash", random.Next(1, 50)), Given.Tool("Read", random.Next(1, 9), 1, errors: 0), Given.Tool($"tool-{random.Next(3)}", 4)]);
            }
        }

        if (random.Next(4) == 0)
        {
            await DeleteAsync(random.Next(People));
        }
    }

    private async Task ReportAsync(int person, DateOnly day, UsageCount[] counts)
    {
        var submission = Given.Cells(AgentClient.ClaudeCode, Given.Day(day, 1, counts));
        if (await Submitter(person).SubmitAsync(submission) is SubmissionOutcome.Accepted)
        {
            _kept[(person, day)] = submission.Days[0].Report.Counts.ToArray();
            _received.TryAdd(person, []);
            _received[person].Add(Host.Clock.Now.CutToHour());
        }
    }

    private async Task ReportLateAsync(Random random, DateOnly day)
    {
        if (day > Weeks[0].FirstDay)
        {
            var outcome = await Submitter(random.Next(People)).SubmitAsync(Given.Cells(AgentClient.Codex, Given.Day(day, 1, Given.Tool("Bash", 9))));
            Assert.True(outcome is SubmissionOutcome.Late or SubmissionOutcome.Duplicate);
        }
    }

    private async Task DeleteAsync(int person)
    {
        _gone.Add(person);
        Assert.Equal(DeletionOutcome.Deleted, await Submitter(person).DeleteAsync(Epoch.Of(Given.Monday).Number));
        _received.Remove(person);
        foreach (var key in _kept.Keys.Where(key => key.Person == person).ToList())
        {
            _kept.Remove(key);
        }
    }

    private IEnumerable<PublishedCell> Expected(IsoWeek week, PublicationSecret secret)
    {
        var rules = new PublicationRules(Limits, Names.NameList.Shipped, secret);
        var tally = new WeekTally();
        foreach (var person in _kept.Where(kept => IsoWeek.Of(kept.Key.Day) == week).GroupBy(kept => kept.Key.Person))
        {
            rules.Count(
                tally,
                new(Given.Submitter(person.Key), [.. person.Select(kept => Given.Cell(kept.Key.Day, AgentClient.ClaudeCode, kept.Value))]) { ReceivedHours = _received[person.Key] },
                new PublicationOptions().DueAt(week));
        }

        return rules.Tell(week, tally);
    }
}
