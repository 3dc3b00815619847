using System.Text.Json;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Publication;

public sealed class SummaryGrainTests : GrainTest
{
    private const string Week = "2026-W47";

    private protected override Task<IGrainHost> StartAsync() =>
        GrainHost.StartAsync(null, Given.ExactSettings(minimumSubmitters: 2, minimumForValues: 3));

    [Fact]
    public async Task GetCurrentAsync_NothingPublished_IsTheEmptyDocument()
    {
        var newer = await NewerAsync();
        var builder = new PublicationBuilder(Given.Exact(minimumSubmitters: 2, minimumForValues: 3), Given.Names, simulated: false);
        Assert.Equal(builder.Nothing(StatsQuery.NewestWeek).AsEnumerable(), newer.Body);
        Assert.Equal(new PublicationAnswer.Unchanged(), await Summary.GetCurrentAsync(newer.ETag));
    }

    [Fact]
    public async Task PublishAsync_AWeeksRows_AreThisDocument()
    {
        await SubmitAsync(1, Given.Monday, calls: 1);
        await SubmitAsync(2, Given.Monday, calls: 2);
        await Submitter(3).SubmitAsync(Given.Snapshots(Given.Friday, 40, Given.Tool("Bash", 3), Given.Tool("Read", 1)));
        await SubmitAsync(4, Given.Monday.AddDays(7), calls: 100);
        Host.Clock.Now = new(2026, 11, 26, 0, 15, 30, 999, TimeSpan.Zero);

        Assert.Equal(PublishOutcome.Published, await PublishAsync(Week));

        var document = await DocumentAsync();
        Assert.Equal(
            new()
            {
                Name = "week", From = Given.Monday, To = Given.Week.LastDay, PublishedAt = new(2026, 11, 26, 0, 15, 30, TimeSpan.Zero),
                MinimumSubmitters = 2, MinimumForValues = 3, Simulated = false,
            },
            document.Window);
        Assert.Equal(new() { TotalSubmissions = 3, UniqueSubmitters = 3, Earliest = Given.Monday, Latest = Given.Week.LastDay }, document.Overview);
        Assert.Equal([("Bash", 3L, 6L)], document.Tools.Select(tool => (tool.ToolName, tool.UniqueSubmitters, tool.TotalCalls!.Value)));
        Assert.Equal([new() { Client = "claude-code", Count = 3, Percentage = 100 }], document.Clients);
    }

    [Fact]
    public async Task PublishAsync_APublishedWeek_NeverChanges()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        await PublishAsync(Week);
        var published = await NewerAsync();

        Host.Clock.Now = Given.Friday.AddDays(30);
        Assert.Equal(new SubmissionOutcome.Late(), await SubmitAsync(3, Given.Monday));
        Assert.Equal(PublishOutcome.Published, await PublishAsync(Week));
        await Host.DeactivateAllAsync();
        Assert.Equal(new PublicationAnswer.Unchanged(), await Summary.GetCurrentAsync(published.ETag));
        await Host.RestartAsync();
        Assert.Equal(published.Body.AsEnumerable(), (await NewerAsync()).Body);
    }

    [Fact]
    public async Task PublishAsync_ManyAtOnce_PublishesOnce()
    {
        await SubmitAsync(1, Given.Monday);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PublishAsync(Week)));
        Assert.All(outcomes, outcome => Assert.Equal(PublishOutcome.Published, outcome));
    }

    [Fact]
    public async Task GetCurrentAsync_ANewerWeek_TakesTheOldersPlace()
    {
        await SubmitAsync(1, Given.Monday);
        await PublishAsync(Week);
        var older = await NewerAsync();
        await PublishAsync("2026-W48");
        var newer = Assert.IsType<PublicationAnswer.Newer>(await Summary.GetCurrentAsync(older.ETag));
        Assert.Equal((Given.Monday.AddDays(7), 0), ((await DocumentAsync()).Window.From, (await DocumentAsync()).Tools.Count));
        Assert.NotEqual(older.ETag, newer.ETag);
    }

    [Fact]
    public async Task PublishAsync_WhatIsNoWeek_IsABug() => await Assert.ThrowsAsync<FormatException>(() => PublishAsync("2025-W53"));

    private async Task<PublicationAnswer.Newer> NewerAsync() => Assert.IsType<PublicationAnswer.Newer>(await Summary.GetCurrentAsync(null));

    private async Task<StatsDocument> DocumentAsync() => JsonSerializer.Deserialize((await NewerAsync()).Body.AsSpan(), StatsJson.Default.StatsDocument)!;
}
