using System.Text.Json;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

public sealed class SummaryGrainTests : GrainTest
{
    private const string Week = "2026-W47";

    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(null, Given.Threshold(2));

    [Fact]
    public async Task GetCurrentAsync_NothingPublished_IsTheEmptyDocument()
    {
        var newer = await NewerAsync();
        var builder = new StatsDocumentWriter(new() { MinimumSubmitters = 2 }, Given.Names, simulated: false);
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
                MinimumSubmitters = 2, RulesVersion = 2, Simulated = false,
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

    [Theory]
    [InlineData("week", "2026-11-23", 4, 40L, 10.0)]
    [InlineData("week/codex", "2026-11-23", 4, null, 10.0)]
    [InlineData("4w", "2026-11-16", 4, 46L, null)]
    [InlineData("13w", "2026-11-16", 4, 46L, null)]
    [InlineData("4w/claude-code", "2026-11-16", 3, null, null)]
    [InlineData("4w/claude-code,codex", "2026-11-16", 4, null, null)]
    [InlineData("week/claude-code,codex", "2026-11-23", 4, null, null)]
    public async Task GetCurrentAsync_EachWindowAndClients_AddsPublishedWeeksUp(string query, string from, long submitters, long? calls, double? median)
    {
        for (var submitter = 1; submitter <= 3; submitter++)
        {
            await SubmitAsync(submitter, Given.Monday, calls: submitter);
        }

        await PublishAsync(Week);
        for (var submitter = 1; submitter <= 4; submitter++)
        {
            await Submitter(submitter).SubmitAsync(Given.Cells(AgentClient.Codex, Given.Day(Given.Monday.AddDays(7), 1, Given.Tool("Bash", 10))));
        }

        await PublishAsync("2026-W48");

        var document = await DocumentAsync(query);
        Assert.Equal((query.Split('/')[0], from, "2026-11-29"), (document.Window.Name, $"{document.Window.From:yyyy-MM-dd}", $"{document.Window.To:yyyy-MM-dd}"));
        var bash = Assert.Single(document.Tools);
        Assert.Equal(("Bash", submitters, calls, median), (bash.ToolName, bash.UniqueSubmitters, bash.TotalCalls, bash.CallsMedian));
        Assert.Equal(submitters, document.Overview.UniqueSubmitters);
        Assert.Contains(new() { Client = "codex", Count = 4, Percentage = 100 }, document.Clients);
    }

    [Fact]
    public async Task GetCurrentAsync_AClientThatNobodyUsed_IsEmpty()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        await PublishAsync(Week);
        var document = await DocumentAsync("week/gemini");
        Assert.Empty(document.Tools);
        Assert.Null(document.Overview.UniqueSubmitters);
        Assert.Equal(Given.Monday, document.Window.From);
    }

    [Fact]
    public async Task GetCurrentAsync_OneWeek_IsThatWeeksOwnBytes()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        await PublishAsync(Week);
        var published = await NewerAsync();
        await PublishAsync("2026-W48");

        Assert.Equal(published.Body.AsEnumerable(), (await NewerAsync(Week)).Body);
        Assert.Null((await DocumentAsync("2026-W40")).Window.From);
    }

    [Fact]
    public async Task PublishAsync_WhatIsNoWeek_IsABug() => await Assert.ThrowsAsync<FormatException>(() => PublishAsync("2025-W53"));

    private async Task<PublicationAnswer.Newer> NewerAsync(string query) =>
        Assert.IsType<PublicationAnswer.Newer>(await Host.Grains.GetGrain<ISummaryGrain>(query).GetCurrentAsync(null));

    private async Task<PublicationAnswer.Newer> NewerAsync() => Assert.IsType<PublicationAnswer.Newer>(await Summary.GetCurrentAsync(null));

    private async Task<StatsDocument> DocumentAsync(string query)
    {
        var answer = Assert.IsType<PublicationAnswer.Newer>(await Host.Grains.GetGrain<ISummaryGrain>(query).GetCurrentAsync(null));
        return JsonSerializer.Deserialize(answer.Body.AsSpan(), StatsJson.Default.StatsDocument)!;
    }

    private async Task<StatsDocument> DocumentAsync() => JsonSerializer.Deserialize((await NewerAsync()).Body.AsSpan(), StatsJson.Default.StatsDocument)!;
}
