using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Deletion;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Maintenance;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>The window of seven days over the real grains and storage, at numbers of submitters that a test can reach.</summary>
public sealed class SevenDayGrainTests : GrainTest
{
    private static readonly DateOnly FirstDay = Epoch.Of(Given.Monday).FirstDay.AddDays(7);

    private ISummaryGrain SevenDays => Host.Grains.GetGrain<ISummaryGrain>("7d");

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(
        null, Given.Threshold(3));

    [Fact]
    public async Task GetCurrentAsync_NothingPublished_IsEmpty()
    {
        var document = await DocumentAsync();
        Assert.Equal(("7d", null, 3, 0), (document.Window.Name, document.Window.From, document.Window.MinimumSubmitters, document.Tools.Count));
    }

    [Fact]
    public async Task GetCurrentAsync_SevenDays_AreThisDocument()
    {
        await ReportAsync(FirstDay, 1, 2, 3, 4, 5);
        await NextDayAsync(FirstDay);
        var document = await DocumentAsync();
        Assert.Equal((FirstDay.AddDays(-6), FirstDay), (document.Window.From, document.Window.To));
        Assert.Equal(new() { TotalSubmissions = 5, UniqueSubmitters = 5, Earliest = FirstDay.AddDays(-6), Latest = FirstDay }, document.Overview);
        Assert.Equal([("Bash", 5L, 60L, 12.0)], document.Tools.Select(tool => (tool.ToolName, tool.UniqueSubmitters, tool.TotalCalls!.Value, tool.CallsMedian!.Value)));
        Assert.Equal([new() { Client = "claude-code", Count = 5, Percentage = 100 }], document.Clients);
    }

    [Fact]
    public async Task GetCurrentAsync_TheNextDay_CountsExactlyWhoIsInIt()
    {
        await ReportAsync(FirstDay, 1, 2, 3, 4, 5);
        await NextDayAsync(FirstDay);
        await ReportAsync(FirstDay.AddDays(1), 6, 7);
        await Host.RestartAsync();
        await NextDayAsync(FirstDay.AddDays(1));
        Assert.Equal([("Bash", 7L)], (await DocumentAsync()).Tools.Select(tool => (tool.ToolName, tool.UniqueSubmitters)));

        Assert.Equal(DeletionOutcome.Deleted, await Submitter(5).DeleteAsync(Epoch.Of(FirstDay).Number));
        await NextDayAsync(FirstDay.AddDays(2));
        Assert.Equal([("Bash", 6L)], (await DocumentAsync()).Tools.Select(tool => (tool.ToolName, tool.UniqueSubmitters)));
    }

    [Fact]
    public async Task GetCurrentAsync_ASnapshot_IsInNoSevenDays()
    {
        await ReportAsync(FirstDay, 1, 2, 3, 4);
        await Submitter(5).SubmitAsync(Given.Snapshots(Host.Clock.Now, 40, Given.Tool("Bash", 3)));
        await NextDayAsync(FirstDay);
        Assert.Equal(4, (await DocumentAsync()).Overview.UniqueSubmitters);
    }

    [Fact]
    public async Task GetCurrentAsync_ANewEpoch_BeginsAnewWithItsSecondWeek()
    {
        var next = Epoch.Of(FirstDay).FirstDay.AddDays(Epoch.Days);
        var last = next.AddDays(-2);
        await ReportAsync(last, 1, 2, 3, 4, 5);
        await NextDayAsync(last);
        for (var day = next.AddDays(-1); day < next.AddDays(7); day = day.AddDays(1))
        {
            await NextDayAsync(day);
            Assert.Equal(last, (await DocumentAsync()).Window.To);
        }

        await NextDayAsync(next.AddDays(7));
        var document = await DocumentAsync();
        Assert.Equal((next.AddDays(7), 0), (document.Window.To, document.Tools.Count));
    }

    [Fact]
    public async Task PublishAsync_ASunday_IsABug() => await Assert.ThrowsAsync<FormatException>(() => PublishAsync("2026-11-22"));

    private async Task ReportAsync(DateOnly day, params int[] submitters)
    {
        Host.Clock.Now = new(day, new(20, 0), TimeSpan.Zero);
        foreach (var submitter in submitters)
        {
            await Submitter(submitter).SubmitAsync(Given.Cells(AgentClient.ClaudeCode, Given.Day(day, 1, Given.Tool("Bash", 10 + (submitter % 5)))));
        }
    }

    /// <summary>Does what is due a quarter of an hour after a day's end.</summary>
    private async Task NextDayAsync(DateOnly over)
    {
        Host.Clock.Now = PublicationOptions.DueAt(over);
        MaintenanceStep step;
        do
        {
            step = await Maintenance.RunStepAsync();
            Assert.IsNotType<MaintenanceStep.Unavailable>(step);
        }
        while (step is not MaintenanceStep.Idle);
    }

    private async Task<StatsDocument> DocumentAsync()
    {
        var answer = Assert.IsType<PublicationAnswer.Newer>(await SevenDays.GetCurrentAsync(null));
        Assert.IsType<PublicationAnswer.Unchanged>(await SevenDays.GetCurrentAsync(answer.ETag));
        return JsonSerializer.Deserialize(answer.Body.AsSpan(), StatsJson.Default.StatsDocument)!;
    }
}
