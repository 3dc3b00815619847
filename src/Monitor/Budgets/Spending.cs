using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Budgets;

/// <summary>The spending of the budgets' periods, up to an instant.</summary>
internal sealed class Spending(UsageIndex index, PriceBook prices, TimeZoneInfo zone, DateTimeOffset now)
{
    private UsageRow? _day;
    private (UsageRow? Row, bool IsKnown) _window;

    public DateTimeOffset Now => now;

    /// <summary>The day in the user's zone.</summary>
    public DateOnly Today { get; } = LocalDay.At(now, zone);

    /// <summary>Today's.</summary>
    public UsageRow Day => _day ??= Total(Today, project: null);

    /// <summary>The current 5-hour window of Claude Code's limits; null if none is open.</summary>
    public UsageRow? Window => (_window.IsKnown ? _window : _window = (OfWindow(project: null), true)).Row;

    /// <summary>Today's, of each model.</summary>
    public IReadOnlyList<UsageRow> Models() => UsageBreakdown.Models(Source(Today, project: null));

    /// <summary>Today's, of each session.</summary>
    public IReadOnlyList<UsageRow> Sessions() => UsageBreakdown.Sessions(Source(Today, project: null));

    private UsageRow? OfWindow(string? project)
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
            Budget.Day => budget.Project is null ? Day : Total(Today, budget.Project),
            Budget.Month => Total(new DateOnly(Today.Year, Today.Month, 1), budget.Project),
            _ => budget.Project is null ? Window : OfWindow(budget.Project),
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
        UsageBreakdown.Total(Source(since, project));

    private ReportSource Source(DateOnly since, string? project) => new(index, new ReportFilter(zone, since, Today, project), prices);
}
