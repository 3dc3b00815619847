using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Mcp;

/// <summary>Reads the transcripts on this machine, as the reports do. One call at a time, since each updates the index.</summary>
internal sealed class LocalReading(CommandContext context) : IDisposable
{
    private const int DaysOfWeek = 7;

    private static readonly Terminal Nowhere = new(Terminal.LeastWidth, IsPlain: true, ShowsProgress: false);

    private readonly SemaphoreSlim _one = new(1);

    public void Dispose() => _one.Dispose();

    /// <summary>Today's usage, in this machine's zone.</summary>
    public Task<LocalUsage> TodayAsync(CancellationToken stop) => ReadAsync(days: 1, stop);

    /// <summary>The last 7 days, including today.</summary>
    public Task<LocalUsage> WeekAsync(CancellationToken stop) => ReadAsync(DaysOfWeek, stop);

    /// <summary>A range of UTC days, first and last included.</summary>
    public Task<LocalUsage> ReadAsync(DateOnly since, DateOnly until, CancellationToken stop) =>
        ReadAsync(_ => new ReportFilter(TimeZoneInfo.Utc, since, until), stop);

    private Task<LocalUsage> ReadAsync(int days, CancellationToken stop) =>
        ReadAsync(now => new ReportFilter(now.Zone, Since: now.Today.AddDays(1 - days), Until: now.Today), stop);

    private async Task<LocalUsage> ReadAsync(Func<CommandContext, ReportFilter> filter, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            return await Task.Run(() => Read(filter), stop);
        }
        finally
        {
            _one.Release();
        }
    }

    private LocalUsage Read(Func<CommandContext, ReportFilter> filterAt)
    {
        var now = context.Renewed();
        var filter = filterAt(now);
        using var reading = UsageReading.Begin(now, Nowhere);
        var source = new ReportSource(reading.Index, filter, Prices.Read(context));
        var usage = new LocalUsage
        {
            Since = filter.Since!.Value,
            Until = filter.Until!.Value,
            Timezone = filter.Zone.Id,
            Totals = UsageBreakdown.Total(source),
            Models = UsageBreakdown.Models(source),
            Tools = new NameReport(source, CallGrouping.Tool).Rows(),
            Skills = new NameReport(source, CallGrouping.Skill).Rows(),
            McpServers = new NameReport(source, CallGrouping.McpServer).Rows(),
            RowsLeftOut = 0,
        };
        reading.Save();
        return usage;
    }
}
