using System.Text;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>A publication of more submitters than fit into one read, and the calls answered meanwhile.</summary>
public sealed class PublisherGrainTests : GrainTest
{
    private const string Week = "week:2026-W47";
    private const int Submitters = 2_600;

    private readonly HeldStore.Gate _gate = new();

    private IPublicationStore Store => Host.Services.GetRequiredService<IPublicationStore>();

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(services => HeldStore.Register(services, _gate));

    [Fact]
    public async Task PublishAsync_StorageTakesItsTime_ReadersAreAnsweredMeanwhileAndItIsWhatTheRulesSay()
    {
        await FillAsync();
        var publishing = PublishAsync(Week);
        await _gate.Reached.Task.WaitAsync(Token);
        Assert.IsType<PublicationAnswer.Newer>(await Summary.GetCurrentAsync(null, null));
        Assert.False(publishing.IsCompleted);
        _gate.Opened.SetResult();
        Assert.Equal(PublishOutcome.Published, await publishing);

        var expected = await ExpectedAsync();
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected,
            Assert.Single(await Store.ReadAsync(StatsWindowKind.Week, Given.Monday, Given.Monday, Token)).Cells.AsEnumerable()
        );
    }

    [Fact]
    public async Task PublishAsync_FourWeeksWithSkillsThatGoTogether_StoresTheirPair()
    {
        _gate.Opened.SetResult();
        var submissions = Host.Services.GetRequiredService<ISubmissionStore>();
        List<string> others =
        [
            .. NameList.Shipped.ListedNames(NameKind.Skill)
                .Where(name => name is not ("pdf" or "ab-test-setup") && !name.Contains(':', StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Take(30),
        ];
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number =>
        {
            var random = new Random(number);
            var used = others.Where(_ => random.NextDouble() < 0.2).Concat(number % 5 == 0 ? ["pdf", "ab-test-setup"] : []);
            return submissions.SubmitAsync(Given.Submission(number, Given.Report([Given.Tool("Bash", 1), .. used.Select(Skill)])));
        }));

        Assert.Equal(PublishOutcome.Published, await PublishAsync("4w:2026-W45"));
        var first = IsoWeek.Parse("2026-W45", null).FirstDay;
        var pair = Assert.Single(Assert.Single(await Store.ReadAsync(StatsWindowKind.FourWeeks, first, first, Token)).Pairs!);
        Assert.Equal(["ab-test-setup", "pdf"], new[] { pair.First.Name, pair.Second.Name }.Order(StringComparer.Ordinal));

        var answer = await Host.Grains.GetGrain<ISummaryGrain>("4w").GetCurrentAsync(null, null);
        var text = Encoding.UTF8.GetString(Assert.IsType<PublicationAnswer.Newer>(answer).Body.AsSpan());
        Assert.Contains("\"also_used\":[{\"first\":{\"dimension\":\"skill\"", text, StringComparison.Ordinal);
    }

    private static UsageCount Skill(string name) => new() { Dimension = Dimension.Skill, Name = name, Calls = 1 };

    private async Task FillAsync()
    {
        var submissions = Host.Services.GetRequiredService<ISubmissionStore>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Submitters)
                .Select(number =>
                    submissions.SubmitAsync(
                        Given.Submission(number, Given.Report(Given.Tool("Bash", 1 + (number % 7)), Given.Tool("Read", number)))
                    )
                )
        );
    }

    private async Task<IReadOnlyList<PublishedCell>> ExpectedAsync()
    {
        var names = Host.Services.GetRequiredService<CurrentNames>().List;
        var tally = new WindowTally();
        await using var rows = await Store.OpenAsync(Given.Monday, Given.Week.LastDay, SubmitterRange.All, Token);
        while (await rows.Submitters.ReadNextAsync(Token) is { Count: > 0 } submitters)
        {
            Assert.All(submitters, submitter => tally.Add(NormalizedNames.Normalize(submitter.Rows, names), StatsWindowKind.Week));
        }

        return new PublicationRules(StatsWindowKind.Week, new(10)).Publish(tally);
    }
}
