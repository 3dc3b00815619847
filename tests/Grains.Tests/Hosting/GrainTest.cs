using ToolTime.Maintenance;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A test with its own grains.</summary>
public abstract class GrainTest : IAsyncLifetime
{
    private protected GrainHost Host { get; private set; } = null!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected IMaintenanceGrain Maintenance => Host.Grains.GetGrain<IMaintenanceGrain>(0);

    private protected ISummaryGrain Summary => Host.Grains.GetGrain<ISummaryGrain>("week");

    public async ValueTask InitializeAsync() => Host = await StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<GrainHost> StartAsync() => GrainHost.StartAsync();

    private protected ISubmitterGrain Submitter(int number) => Host.Grains.GetGrain<ISubmitterGrain>(Given.Submitter(number).ToString());

    private protected IDayGrain Day(DateOnly day) => Host.Grains.GetDay(day);

    private protected IUsageGrain Usage(DateOnly day, string tool) =>
        Host.Grains.GetGrain<IUsageGrain>(new UsageKey(day, Dimension.Tool, tool).ToString());

    private protected Task<SubmissionOutcome> SubmitAsync(int submitter, DateOnly day, long revision = 1, int calls = 1) =>
        Submitter(submitter).SubmitAsync(Given.Cells(AgentClient.ClaudeCode, Given.Day(day, revision, Given.Tool("Bash", calls))));

    private protected Task<PublishOutcome> PublishAsync(string window) => Host.Grains.GetGrain<IPublisherGrain>(window).PublishAsync();

    /// <summary>Does what is due, and returns each step.</summary>
    private protected async Task<List<string>> RunAllAsync()
    {
        var steps = new List<string>();
        while (true)
        {
            switch (await Maintenance.RunStepAsync())
            {
                case MaintenanceStep.RolledUp rolledUp:
                    steps.Add($"{rolledUp.Day:yyyy-MM-dd}");
                    break;
                case MaintenanceStep.Published published:
                    steps.Add(published.Window);
                    break;
                case MaintenanceStep.PublishedSevenDays days:
                    steps.Add($"7d {days.Day:yyyy-MM-dd}");
                    break;
                case MaintenanceStep.Purged purged:
                    steps.Add($"purged {purged.Day:yyyy-MM-dd}");
                    break;
                case var last:
                    steps.Add(last is MaintenanceStep.Idle ? "idle" : "unavailable");
                    return steps;
            }
        }
    }

    private protected Task FlushAsync() => Host.FlushAsync();
}
