using System.Security.Cryptography;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>A publication of several steps: what may come between two of them.</summary>
public sealed class PublisherGrainTests : GrainTest
{
    private const string Week = "2026-W47";

    /// <summary>More than a step reads, twice.</summary>
    private const int Submitters = 600;

    private static readonly PrivacyOptions Limits = new() { MatureDays = 1, MatureAge = TimeSpan.Zero };

    private readonly HeldStore.Gate _gate = new();

    private IPublicationStore Store => Host.Services.GetRequiredService<IPublicationStore>();

    private IPublisherGrain Publisher => Host.Grains.GetGrain<IPublisherGrain>(Week);

    private protected override Task<IGrainHost> StartAsync() => GrainHost.StartAsync(
        services => HeldStore.Register(services, _gate), ("Privacy:MatureDays", "1"), ("Privacy:MatureAge", "00:00:00"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PublishAsync_CutShort_BeginsAnewAndPublishesOnceTheSameBytes(bool restarts)
    {
        _gate.Opened.SetResult();
        await FillAsync();
        Host.Clock.Now = new PublicationOptions().DueAt(Given.Week);
        Assert.Equal((PublishOutcome.UnderWay, PublishOutcome.UnderWay), (await Publisher.PublishAsync(), await Publisher.PublishAsync()));
        await (restarts ? Host.RestartAsync() : Host.DeactivateAllAsync());
        Assert.Null(await Store.ReadNewestAsync(Token));

        Assert.Equal(PublishOutcome.Published, await PublishAsync(Week));
        var expected = await ExpectedAsync();
        var published = Assert.Single(await Store.ReadWeeksAsync(Given.Week, Given.Week, Token));
        Assert.NotEmpty(expected.Cells);
        Assert.Equal((expected.ETag, expected.PublishedAt), (published.ETag, published.PublishedAt));
        Assert.Equal(expected.Body.AsEnumerable(), published.Body);
        Assert.Equal(expected.Cells.AsEnumerable(), published.Cells);
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

    private async Task FillAsync()
    {
        var submissions = Host.Services.GetRequiredService<ISubmissionStore>();
        await Task.WhenAll(Enumerable.Range(0, Submitters).Select(number =>
        {
            var content = CanonicalReport.Encode(Given.Report(Given.Tool("Bash", 1 + (number % 7)), Given.Tool("Read", number)), totalEvents: null);
            return submissions.SubmitAsync(new()
            {
                Receipt = Guid.NewGuid(),
                Submitter = Given.Submitter(number),
                Client = number % 3 == 0 ? AgentClient.Codex : AgentClient.ClaudeCode,
                ReceivedHour = Given.Friday,
                DailyLimit = 0,
                Rows = [new NewRow.Cell { Day = Given.Monday.AddDays(number % 5), Revision = 1, Content = [.. content], ContentHash = [.. SHA256.HashData(content)] }],
            });
        }));
    }

    /// <summary>The publication, in one go.</summary>
    private async Task<WeekPublication> ExpectedAsync()
    {
        var rules = new PublicationRules(Limits, NameList.Shipped, new((await Store.ReadSecretAsync(Token)).ToArray()));
        var tally = new WeekTally();
        await using var rows = await Store.OpenWeekAsync(Given.Week, Token);
        while (await rows.Submitters.ReadNextAsync(Token) is { Count: > 0 } submitters)
        {
            Assert.All(submitters, submitter => rules.Count(tally, submitter, Host.Clock.Now));
        }

        return new PublicationBuilder(Limits, NameList.Shipped, simulated: false).Week(Given.Week, rules.Tell(Given.Week, tally), Host.Clock.Now);
    }
}
