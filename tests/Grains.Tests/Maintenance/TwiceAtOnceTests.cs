using ToolTime.Grains.Publication;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Grains.Usage;
using ToolTime.Maintenance;
using ToolTime.Publication;
using ToolTime.Storage.Tests.Contracts;
using ToolTime.Storage.Tests.PostgreSql;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Maintenance;

/// <summary>
/// A cluster has one maintenance grain. While a cluster is splitting there may briefly be two: two clusters on one database simulate that,
/// and together they must do what one would.
/// </summary>
public sealed class TwiceAtOnceTests(PostgresServer server)
{
    private const int People = 30;

    private static readonly DateTimeOffset PublishTime = Given.Friday.AddDays(14);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunStepAsync_TwiceAtOnce_DoesEachThingOnce()
    {
        var settings = await GrainHost.SettingsAsync(server);
        await using var one = await GrainHost.StartAsync(configure: null, settings);
        await using var other = await GrainHost.StartAsync(configure: null, settings);
        foreach (var person in Enumerable.Range(0, People))
        {
            await one.Grains.GetGrain<ISubmitterGrain>(Given.Submitter(person).ToString())
                .SubmitAsync(Given.Cells(AgentClient.ClaudeCode, Given.Day(Given.Monday, revision: 1, Given.Tool("Bash", calls: 2))));
        }

        (one.Clock.Now, other.Clock.Now) = (PublishTime, PublishTime);
        var steps = await Task.WhenAll(RunAsync(one), RunAsync(other));
        Assert.All(steps, last => Assert.IsType<MaintenanceStep.Idle>(last));

        var days = one.Services.GetRequiredService<IDayStore>();
        var totals = await days.ReadAggregateAsync(new(Given.Monday, Dimension.Tool, "Bash"), Token);
        Assert.Equal(new UsageTotals { Reports = People, Calls = 2 * People }, totals);
        var publications = one.Services.GetRequiredService<IPublicationStore>();
        var weeks = await publications.ReadAsync(StatsWindowKind.Week, Given.Monday, Given.Week.Next.FirstDay, Token);
        Assert.Equal([(Given.Monday, true), (Given.Week.Next.FirstDay, false)], weeks.Select(week => (week.FirstDay, week.IsFinal!.Value)));
    }

    private static async Task<MaintenanceStep> RunAsync(GrainHost host)
    {
        MaintenanceStep step;
        do
        {
            step = await host.Grains.GetGrain<IMaintenanceGrain>(0).RunStepAsync();
        }
        while (step is not (MaintenanceStep.Idle or MaintenanceStep.Failed));

        return step;
    }
}
