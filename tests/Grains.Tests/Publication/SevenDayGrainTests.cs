using System.Text.Json;
using ToolTime.Calendar;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>The seven-day window with real grains and storage, with few submitters.</summary>
public sealed class SevenDayGrainTests : GrainTest
{
    private const int Minimum = 3;

    /// <summary>The last day but one of an epoch, in the epoch's last week.</summary>
    private static readonly DateOnly Today = Epoch.Containing(Given.Monday).FirstDay.AddDays(Epoch.Days - 2);

    private ISummaryGrain SevenDays => Host.Grains.GetGrain<ISummaryGrain>("7d");

    private protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(null, Given.Threshold(Minimum));

    [Fact]
    public async Task GetCurrentAsync_NothingPublished_IsEmpty()
    {
        var document = await DocumentAsync();
        Assert.Equal(
            ("7d", null, Minimum, 0),
            (document.Window.Name, document.Window.From, document.Window.MinimumSubmitters, document.Tools.Count)
        );
    }

    [Fact]
    public async Task PublishAsync_EnoughReportedToday_AreThisDocument()
    {
        await ReportAsync(Today, 1, 2);
        Assert.Equal(PublishOutcome.NotDue, await PublishAsync("7d"));
        await ReportAsync(Today, 3, 4, 5);
        Assert.Equal(PublishOutcome.Published, await PublishAsync("7d"));
        var document = await DocumentAsync();
        Assert.Equal(
            new()
            {
                Name = "7d",
                From = Today.AddDays(-6),
                To = Today,
                Submitters = 5,
                Reports = 5,
                PublishedAt = Host.Clock.Now,
                Final = null,
                MinimumSubmitters = Minimum,
                RulesVersion = 2,
                Simulated = false,
            },
            document.Window
        );
        Assert.Equal(
            [("Bash", 5L, 60L, 12.0)],
            document.Tools.Select(tool => (tool.ToolName, tool.UniqueSubmitters, tool.TotalCalls!.Value, tool.CallsMedian!.Value))
        );
        Assert.Equal(("claude-code", 5L), Assert.Single(document.Clients.Select(client => (client.Client, client.Count))));
    }

    [Fact]
    public async Task PublishAsync_FewReportedSince_WaitsForTheDayToChange()
    {
        await ReportAsync(Today, 1, 2, 3, 4);
        await PublishAsync("7d");
        Host.Clock.Now = Host.Clock.Now.AddHours(1);
        await ReportAsync(Today, 5, 6);
        Assert.Equal(PublishOutcome.NotDue, await PublishAsync("7d"));
        Assert.Equal(4, (await DocumentAsync()).Window.Submitters);
        await Host.RestartAsync();
        Assert.Equal(PublishOutcome.NotDue, await PublishAsync("7d"));

        Host.Clock.Now = new(Today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        Assert.Equal(PublishOutcome.Published, await PublishAsync("7d"));
        Assert.Equal(6, (await DocumentAsync()).Window.Submitters);
    }

    /// <summary>Receipts say only the hour, so submitters whom the last publication saw in that hour are not counted again.</summary>
    [Fact]
    public async Task PublishAsync_EnoughNewOnesInTheSameHour_IsDue()
    {
        await ReportAsync(Today, 1, 2, 3, 4);
        await PublishAsync("7d");
        await ReportAsync(Today, 5, 6);
        Assert.Equal(PublishOutcome.NotDue, await PublishAsync("7d"));
        await ReportAsync(Today, 7);
        Assert.Equal(PublishOutcome.Published, await PublishAsync("7d"));
        Assert.Equal(7, (await DocumentAsync()).Window.Submitters);
    }

    [Fact]
    public async Task PublishAsync_EnoughDeletedSince_IsWhatItWouldBeWithoutThem()
    {
        await ReportAsync(Today, 1, 2, 3, 4, 5, 6, 7);
        await PublishAsync("7d");
        Host.Clock.Now = Host.Clock.Now.AddHours(1);
        await DeleteAsync(99, 98, 97, 5, 6);
        Assert.Equal(PublishOutcome.NotDue, await PublishAsync("7d"));
        await DeleteAsync(7);
        Assert.Equal(PublishOutcome.Published, await PublishAsync("7d"));
        var document = await DocumentAsync();
        Assert.Equal((4, 50), (document.Window.Submitters, Assert.Single(document.Tools).TotalCalls));
    }

    [Fact]
    public async Task GetCurrentAsync_AfterARestart_IsServedAtOnceAsTheSameBytes()
    {
        await ReportAsync(Today, 1, 2, 3);
        await PublishAsync("7d");
        var before = Assert.IsType<PublicationAnswer.Newer>(await SevenDays.GetCurrentAsync(null, null));
        await Host.RestartAsync();
        Assert.Equal(before.Body.AsEnumerable(), Assert.IsType<PublicationAnswer.Newer>(await SevenDays.GetCurrentAsync(null, null)).Body);
        Assert.Equal(new PublicationAnswer.Unchanged(), await SevenDays.GetCurrentAsync(null, before.ETag));
    }

    [Theory]
    [InlineData("UPDATE states SET payload = x'00'")]
    [InlineData(
        "UPDATE states SET payload = CAST(substr(CAST(payload AS TEXT), 1, 300) || CASE substr(CAST(payload AS TEXT), 301, 1) WHEN 'A' THEN 'B' ELSE 'A' END || substr(CAST(payload AS TEXT), 302) AS BLOB)"
    )]
    [InlineData("DELETE FROM states")]
    public async Task PublishAsync_TheStoredStateIsDamaged_IsMadeAgain(string damage)
    {
        await ReportAsync(Today, 1, 2, 3);
        await PublishAsync("7d");
        var made = await DocumentAsync();
        await Host.RestartAsync(damage);
        Assert.Null((await DocumentAsync()).Window.From);
        Assert.Equal(PublishOutcome.Published, await PublishAsync("7d"));
        Assert.Equivalent(made, await DocumentAsync());
    }

    [Fact]
    public async Task PublishAsync_Snapshots_CountOnTheDayOnWhichTheyWereMade()
    {
        await ReportAsync(Today, 1, 2, 3);
        await Submitter(4).SubmitAsync(Given.Snapshots(Host.Clock.Now.AddDays(-6), 40, Given.Tool("Bash", 3)));
        await Submitter(5).SubmitAsync(Given.Snapshots(Host.Clock.Now.AddDays(-7), 40, Given.Tool("Bash", 3)));
        await PublishAsync("7d");
        Assert.Equal(4, (await DocumentAsync()).Window.Submitters);
    }

    /// <summary>The last week of the old epoch stays until the days of the new one have as many submitters.</summary>
    [Fact]
    public async Task PublishAsync_ANewEpoch_TakesOverWithAsManySubmitters()
    {
        var next = Today.AddDays(2);
        await ReportAsync(Today, 1, 2, 3, 4);
        await ReportAsync(next, 11, 12, 13);
        await PublishAsync("7d");
        Assert.Equal((next.AddDays(-7), next.AddDays(-1), 4), await WindowAsync());
        await ReportAsync(next.AddDays(1), 14);
        await PublishAsync("7d");
        Assert.Equal((next, next.AddDays(1), 4), await WindowAsync());
    }

    [Fact]
    public async Task GetCurrentAsync_OneClient_HasItsOwnTable()
    {
        await ReportAsync(Today, 1, 2, 3);
        await Submitter(4).SubmitAsync(Given.Cells(AgentClient.Codex, Given.Day(Today, 1, Given.Tool("Bash", 10))));
        await PublishAsync("7d");
        var claude = await DocumentAsync(AgentClient.ClaudeCode);
        Assert.Equal((3, null), (claude.Window.Submitters, claude.Window.Reports));
        Assert.Equal((3L, 1.0, null), (claude.Tools[0].UniqueSubmitters, claude.Tools[0].Adoption, claude.Tools[0].TotalCalls));
        Assert.Empty((await DocumentAsync(AgentClient.Codex)).Tools);
    }

    [Fact]
    public async Task PublishAsync_WhatIsNoWindow_IsABug() => await Assert.ThrowsAsync<FormatException>(() => PublishAsync("2026-11-22"));

    private async Task<(DateOnly?, DateOnly?, long?)> WindowAsync()
    {
        var window = (await DocumentAsync()).Window;
        return (window.From, window.To, window.Submitters);
    }

    private async Task ReportAsync(DateOnly day, params int[] submitters)
    {
        Host.Clock.Now = new(day, new(20, 10), TimeSpan.Zero);
        foreach (var submitter in submitters)
        {
            await Submitter(submitter)
                .SubmitAsync(Given.Cells(AgentClient.ClaudeCode, Given.Day(day, 1, Given.Tool("Bash", 10 + (submitter % 5)))));
        }
    }

    private async Task DeleteAsync(params int[] submitters)
    {
        foreach (var submitter in submitters)
        {
            await Submitter(submitter).DeleteAsync(Epoch.Containing(Today).Number);
        }
    }

    private async Task<StatsDocument> DocumentAsync(AgentClient? client = null) =>
        JsonSerializer.Deserialize(
            Assert.IsType<PublicationAnswer.Newer>(await SevenDays.GetCurrentAsync(client, null)).Body.AsSpan(),
            StatsJson.Default.StatsDocument
        )!;
}
