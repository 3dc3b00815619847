using ToolTime.Calendar;
using ToolTime.Deletion;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Names;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>A publication of several steps: what may come between two of them.</summary>
public sealed class PublisherGrainTests : GrainTest
{
    private const string Week = "2026-W47";

    /// <summary>More than a stored step holds.</summary>
    private const int Submitters = 2_600;

    private static readonly PrivacyOptions Limits = new() { MatureDays = 1, MatureAge = TimeSpan.Zero };

    private readonly HeldStore.Gate _gate = new();
    private readonly string _names = Path.GetTempFileName();

    private IPublicationStore Store => Host.Services.GetRequiredService<IPublicationStore>();

    private IWeekStepStore Steps => Host.Services.GetRequiredService<IWeekStepStore>();

    private IPublisherGrain Publisher => Host.Grains.GetGrain<IPublisherGrain>(Week);

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(
        services => HeldStore.Register(services, _gate), ("Privacy:MatureDays", "1"), ("Privacy:MatureAge", "00:00:00"), ("Names:File", _names));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(_names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PublishAsync_CutShort_GoesOnAndPublishesOnceTheSameBytes(bool restarts)
    {
        var step = await PublishAStepAsync();
        await (restarts ? Host.RestartAsync() : Host.DeactivateAllAsync());
        Assert.Null(await Store.ReadNewestAsync(Token));

        Assert.Equal(PublishOutcome.Published, await PublishAsync(Week));
        Assert.Equal([SubmitterRange.All, step with { First = step.EndExclusive, EndExclusive = 256 }], _gate.Read);
        Assert.Null(await Steps.ReadAsync(Given.Week, step, Token));
        await AssertPublishedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PublishAsync_SomebodyDeletedWhileItWasCutShort_IsAsIfTheyHadNotBeen(bool inTheStep)
    {
        var step = await PublishAStepAsync();
        await Host.RestartAsync();
        var somebody = Enumerable.Range(0, Submitters).First(number => SubmitterRange.ByteOf(Given.Submitter(number)) < step.EndExclusive == inTheStep);
        Assert.Equal(DeletionOutcome.Deleted, await Submitter(somebody).DeleteAsync(Epoch.Of(Given.Monday).Number));

        Assert.Equal(inTheStep, await Steps.ReadAsync(Given.Week, step, Token) is null);
        Assert.Equal(PublishOutcome.Published, await PublishAsync(Week));
        Assert.Equal([SubmitterRange.All, inTheStep ? SubmitterRange.All : step with { First = step.EndExclusive, EndExclusive = 256 }], _gate.Read);
        await AssertPublishedAsync();
    }

    [Fact]
    public async Task PublishAsync_OtherNamesAfterARestart_BeginsAnew()
    {
        await PublishAStepAsync();
        await File.WriteAllTextAsync(_names, "block tool Read", Token);
        await Host.RestartAsync();

        Assert.Equal(PublishOutcome.Published, await PublishAsync(Week));
        Assert.Equal([SubmitterRange.All, SubmitterRange.All], _gate.Read);
        await AssertPublishedAsync();
    }

    [Fact]
    public async Task PublishAsync_StorageTakesItsTime_ReadersAreAnsweredMeanwhile()
    {
        await FillAsync();
        var publishing = PublishAsync(Week);
        await _gate.Reached.Task.WaitAsync(Token);
        Assert.IsType<PublicationAnswer.Newer>(await Summary.GetCurrentAsync(null));
        Assert.False(publishing.IsCompleted);
        _gate.Opened.SetResult();
        Assert.Equal(PublishOutcome.Published, await publishing);
    }

    /// <summary>Publishes until a step is stored, and tells which.</summary>
    private async Task<SubmitterRange> PublishAStepAsync()
    {
        _gate.Opened.SetResult();
        await FillAsync();
        Host.Clock.Now = new PublicationOptions().DueAt(Given.Week);
        WeekSteps stored;
        do
        {
            Assert.Equal(PublishOutcome.UnderWay, await Publisher.PublishAsync());
            stored = await Steps.ListAsync(Given.Week, Basis(), Token);
        }
        while (stored.Ranges.Count == 0);
        return Assert.Single(stored.Ranges);
    }

    private byte[] Basis() => CountingBasis.Of(Host.Services.GetRequiredService<CurrentNames>().List, Limits, new PublicationOptions().DueAt(Given.Week));

    private async Task AssertPublishedAsync()
    {
        var expected = await ExpectedAsync();
        var published = Assert.Single(await Store.ReadWeeksAsync(Given.Week, Given.Week, Token));
        Assert.NotEmpty(expected.Cells);
        Assert.Equal((expected.ETag, expected.PublishedAt), (published.ETag, published.PublishedAt));
        Assert.Equal(expected.Body.AsEnumerable(), published.Body);
        Assert.Equal(expected.Cells.AsEnumerable(), published.Cells);
    }

    private async Task FillAsync()
    {
        var submissions = Host.Services.GetRequiredService<ISubmissionStore>();
        await Task.WhenAll(Enumerable.Range(0, Submitters).Select(number =>
            submissions.SubmitAsync(Given.Submission(number, Given.Report(Given.Tool("Bash", 1 + (number % 7)), Given.Tool("Read", number))))));
    }

    /// <summary>The publication, in one go.</summary>
    private async Task<WeekPublication> ExpectedAsync()
    {
        var names = Host.Services.GetRequiredService<CurrentNames>().List;
        var rules = new PublicationRules(Limits, names, new((await Store.ReadSecretAsync(Token)).ToArray()));
        var tally = new WeekTally();
        await using var rows = await Store.OpenWeekAsync(Given.Week, Token);
        while (await rows.Submitters.ReadNextAsync(Token) is { Count: > 0 } submitters)
        {
            Assert.All(submitters, submitter => rules.Count(tally, submitter, Host.Clock.Now));
        }

        return new PublicationBuilder(Limits, names, simulated: false).Week(Given.Week, rules.Tell(Given.Week, tally), Host.Clock.Now);
    }
}
