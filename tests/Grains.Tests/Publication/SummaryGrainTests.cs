using System.Text.Json;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>Weeks and four-week windows, with real grains and storage.</summary>
public sealed class SummaryGrainTests : GrainTest
{
    private const string Week = "week:2026-W47";

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(null, Given.Threshold(2));

    [Fact]
    public async Task GetCurrentAsync_NothingPublished_IsTheEmptyDocument()
    {
        var newer = await NewerAsync("week");
        var writer = new StatsDocumentWriter(new() { MinimumSubmitters = 2 }, Given.Names, simulated: false);
        Assert.Equal(writer.WriteEmpty(StatsQuery.Newest(StatsWindowKind.Week)).AsEnumerable(), newer.Body);
        Assert.Equal(new PublicationAnswer.Unchanged(), await Summary.GetCurrentAsync(null, newer.ETag));
    }

    [Fact]
    public async Task PublishAsync_AWeeksRows_AreThisDocument()
    {
        await SubmitAsync(1, Given.Monday, calls: 1);
        await SubmitAsync(2, Given.Monday, calls: 2);
        await Submitter(3).SubmitAsync(Given.Snapshots(Given.Friday, 40, Given.Tool("Bash", 3), Given.Tool("Read", 1)));
        await SubmitAsync(4, Given.Monday.AddDays(7), calls: 100);
        Host.Clock.Now = new(2026, 11, 23, 0, 15, 30, 999, TimeSpan.Zero);

        Assert.Equal(PublishOutcome.Published, await PublishAsync(Week));

        var document = await DocumentAsync("week");
        Assert.Equal(
            new()
            {
                Name = "week",
                From = Given.Monday,
                To = Given.Week.LastDay,
                Submitters = 3,
                Reports = 3,
                PublishedAt = new(2026, 11, 23, 0, 15, 30, TimeSpan.Zero),
                Final = false,
                MinimumSubmitters = 2,
                RulesVersion = 2,
                Simulated = false,
            },
            document.Window
        );
        Assert.Equal(
            new()
            {
                TotalSubmissions = 3,
                UniqueSubmitters = 3,
                Earliest = Given.Monday,
                Latest = Given.Week.LastDay,
            },
            document.Overview
        );
        Assert.Equal([("Bash", 3L, 6L)], document.Tools.Select(tool => (tool.ToolName, tool.UniqueSubmitters, tool.TotalCalls!.Value)));
    }

    [Fact]
    public async Task PublishAsync_ALastTime_HoldsWhatCameSinceAndNeverChangesAgain()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        Host.Clock.Now = Given.Week.EndExclusive;
        await PublishAsync(Week);
        Assert.Equal((false, 2), await StateAsync());

        Assert.IsType<SubmissionOutcome.Accepted>(await SubmitAsync(3, Given.Monday));
        Host.Clock.Now = Given.Week.EndExclusive.AddDays(8);
        await PublishAsync(Week);
        Assert.Equal((true, 3), await StateAsync());
        var final = await NewerAsync("week");

        await SubmitAsync(4, Given.Monday);
        Host.Clock.Now = Given.Week.EndExclusive.AddDays(9);
        Assert.Equal(PublishOutcome.Published, await PublishAsync(Week));
        await Host.RestartAsync();
        Assert.Equal(final.Body.AsEnumerable(), (await NewerAsync("week")).Body);
        Assert.Equal(final.Body.AsEnumerable(), (await NewerAsync(Week)).Body);
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
        var older = await NewerAsync("week");
        await PublishAsync("week:2026-W48");
        var newer = Assert.IsType<PublicationAnswer.Newer>(await Summary.GetCurrentAsync(null, older.ETag));
        Assert.Equal((Given.Monday.AddDays(7), 0), ((await DocumentAsync("week")).Window.From, (await DocumentAsync("week")).Tools.Count));
        Assert.NotEqual(older.ETag, newer.ETag);
        Assert.Null((await DocumentAsync("week:2026-W40")).Window.From);
    }

    /// <summary>Three use Claude Code in one week, four Codex in the next, two of them both: each counts once in four weeks.</summary>
    [Theory]
    [InlineData("week", null, "2026-11-23", 4, 40L, 10.0)]
    [InlineData("week", AgentClient.Codex, "2026-11-23", 4, null, 10.0)]
    [InlineData("4w", null, "2026-11-02", 5, null, 10.0)]
    [InlineData("4w:2026-W45", AgentClient.ClaudeCode, "2026-11-02", 3, null, 2.0)]
    [InlineData("4w:2026-W45", AgentClient.Codex, "2026-11-02", 4, null, 10.0)]
    public async Task GetCurrentAsync_EachWindowAndClient_IsComputedFromRows(
        string window,
        AgentClient? client,
        string from,
        long submitters,
        long? calls,
        double? median
    )
    {
        for (var submitter = 1; submitter <= 3; submitter++)
        {
            await SubmitAsync(submitter, Given.Monday, calls: submitter);
        }

        for (var submitter = 2; submitter <= 5; submitter++)
        {
            await Submitter(submitter)
                .SubmitAsync(Given.Cells(AgentClient.Codex, Given.Day(Given.Monday.AddDays(7), 1, Given.Tool("Bash", 10))));
        }

        await PublishAsync(Week);
        await PublishAsync("week:2026-W48");
        await PublishAsync("4w:2026-W45");
        var document = await DocumentAsync(window, client);
        Assert.Equal(
            (window.Split(':')[0], from, "2026-11-29"),
            (document.Window.Name, $"{document.Window.From:yyyy-MM-dd}", $"{document.Window.To:yyyy-MM-dd}")
        );
        var bash = Assert.Single(document.Tools);
        Assert.Equal(("Bash", submitters, calls, median), (bash.ToolName, bash.UniqueSubmitters, bash.TotalCalls, bash.CallsMedian));
        Assert.Equal(submitters, document.Window.Submitters);
    }

    [Fact]
    public async Task GetCurrentAsync_AClientThatNobodyUsed_IsEmpty()
    {
        await SubmitAsync(1, Given.Monday);
        await SubmitAsync(2, Given.Monday);
        await PublishAsync(Week);
        var document = await DocumentAsync("week", AgentClient.Gemini);
        Assert.Empty(document.Tools);
        Assert.Null(document.Overview.UniqueSubmitters);
        Assert.Equal(Given.Monday, document.Window.From);
    }

    [Fact]
    public async Task ReplaceAsync_APublicationOfASimulatedClock_IsNotServedAsReal()
    {
        var seven = Host.Grains.GetGrain<ISummaryGrain>(StatsQuery.Default.ToString());
        var simulated = new WindowPublication(
            StatsWindowKind.SevenDays,
            Given.Monday,
            Given.Week.LastDay,
            Given.Friday,
            IsFinal: null,
            MinimumSubmitters: 2,
            StatsWindow.CurrentRules,
            ReportersOfHour: 0,
            [],
            IsSimulated: true
        );
        await seven.ReplaceAsync([.. simulated.Encode()]);
        await seven.ConfirmAsync(Given.Friday);
        Assert.Null(await seven.GetMarkAsync());
        await seven.ReplaceAsync([.. (simulated with { IsSimulated = null }).Encode()]);
        await seven.ConfirmAsync(Given.Friday);
        Assert.NotNull(await seven.GetMarkAsync());
    }

    [Fact]
    public async Task PublishAsync_WhatIsNoWeek_IsABug() => await Assert.ThrowsAsync<FormatException>(() => PublishAsync("week:2025-W53"));

    private async Task<(bool?, long?)> StateAsync()
    {
        var window = (await DocumentAsync("week")).Window;
        return (window.Final, window.Submitters);
    }

    private async Task<PublicationAnswer.Newer> NewerAsync(string window, AgentClient? client = null) =>
        Assert.IsType<PublicationAnswer.Newer>(await Host.Grains.GetGrain<ISummaryGrain>(window).GetCurrentAsync(client, null));

    private async Task<StatsDocument> DocumentAsync(string window, AgentClient? client = null) =>
        JsonSerializer.Deserialize((await NewerAsync(window, client)).Body.AsSpan(), StatsJson.Default.StatsDocument)!;
}
