using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Budgets;

/// <summary>The spending of the budgets' periods, up to an instant.</summary>
internal sealed class Spending(UsageIndex index, PriceBook prices, TimeZoneInfo zone, DateTimeOffset now)
{
    private DateOnly Today => LocalDay.Of(now, zone);

    public UsageRow OfDay(string? project = null) => Total(Today, project);

    public UsageRow OfMonth(string? project = null) => Total(new DateOnly(Today.Year, Today.Month, 1), project);

    /// <summary>The current 5-hour window of Claude Code's limits; null if none is open.</summary>
    public UsageRow? OfWindow(string? project = null)
    {
        // A window that started before midnight may still be open.
        var filter = new ReportFilter(zone, Today.AddDays(-1), Today, project, ClientName.ClaudeCode);
        return BlockReport
            .Make(new ReportSource(index, filter, prices).UsageForWindows(), (uint)now.ToUnixTimeSeconds())
            .LastOrDefault(row => row.Block is { IsActive: true });
    }

    public BudgetStatus StatusOf(Budget budget)
    {
        var row = budget.Period switch
        {
            Budget.Day => OfDay(budget.Project),
            Budget.Month => OfMonth(budget.Project),
            _ => OfWindow(budget.Project),
        };
        return new BudgetStatus
        {
            Period = budget.Period,
            Project = budget.Project,
            BudgetUsd = budget.Usd,
            SpentUsd = row?.CostUsd ?? 0,
            UnpricedModels = row?.UnpricedModels ?? [],
        };
    }

    private UsageRow Total(DateOnly since, string? project) =>
        UsageBreakdown.Total(new ReportSource(index, new ReportFilter(zone, since, Today, project), prices));
}
