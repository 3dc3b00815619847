using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Monitor.Insights.Trends;
using ToolTime.Monitor.Security.Sessions;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;
using ToolTime.Uploader.Security;

namespace ToolTime.Uploader.Insights;

/// <summary>Reads transcripts and settings for an agent's questions. One call at a time, since each reads everything.</summary>
internal sealed class AgentReading(CommandContext context) : IDisposable
{
    private static readonly Terminal Nowhere = new(Terminal.LeastWidth, IsPlain: true, ShowsProgress: false);

    private readonly SemaphoreSlim _one = new(1);

    public void Dispose() => _one.Dispose();

    /// <summary>What stands out in the last <paramref name="days"/> days.</summary>
    public Task<AgentInsights> InsightsAsync(int days, string? project, CancellationToken stop) =>
        ReadAsync(
            now =>
            {
                var options = Options(now, days, project);
                using (var reading = UsageReading.Begin(now, Nowhere))
                {
                    options = options with { Trends = TrendReport.Make(reading.Index, options.Prices, options.Zone, options.Now, project) };
                    reading.Save();
                }

                return AgentInsights.From(InsightReport.Read(options));
            },
            stop);

    /// <summary>What clients are set up with, and how much of it was used in the last <paramref name="days"/> days.</summary>
    public Task<AgentRig> RigAsync(int days, CancellationToken stop) =>
        ReadAsync(
            now =>
            {
                var options = Options(now, days, project: null);
                var sessions = new RecordScan(options.Home, options.Environment, options.Prices, options.Zone).Run(options.Since);
                var rig = InsightReport.Audit(sessions, options);
                return new AgentRig(options.Since, rig.Uses, rig.Duplicates, RowsLeftOut: 0);
            },
            stop);

    /// <summary>How much of each budget is spent.</summary>
    public Task<BudgetReport> BudgetAsync(CancellationToken stop) => ReadAsync(now => BudgetReport.Read(now, Nowhere), stop);

    /// <summary>What was dangerous in the last days.</summary>
    public Task<AgentSecurity> SecurityAsync(CancellationToken stop) =>
        ReadAsync(
            now =>
            {
                var since = now.Now.AddDays(-SecurityOverview.UsualDays);
                return AgentSecurity.From(new SecurityScan(SecuritySetup.PastEngine(now, file: null), now.Environment).Run(since), since);
            },
            stop);

    private static InsightOptions Options(CommandContext now, int days, string? project) =>
        InsightsCommand.Options(now, now.Today.AddDays(1 - days), project).Options;

    private async Task<T> ReadAsync<T>(Func<CommandContext, T> read, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            return await Task.Run(() => read(context.Renewed()), stop);
        }
        finally
        {
            _one.Release();
        }
    }
}
