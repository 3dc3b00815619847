using System.Globalization;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Settings;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Budgets;

/// <summary>What is spent, compared with budgets and limits.</summary>
internal sealed record SpendingStatus
{
    public required UsageRow Today { get; init; }

    public required IReadOnlyList<UsageRow> Models { get; init; }

    /// <summary>The current 5-hour window; null if none is open.</summary>
    public required SessionBlockUpdate? Window { get; init; }

    public required OfficialLimits? Limits { get; init; }

    public required IReadOnlyList<BudgetStatus> Budgets { get; init; }

    /// <summary>When the period of each budget ends, in their order.</summary>
    public required IReadOnlyList<DateTimeOffset> Ends { get; init; }

    /// <summary>The day in the user's zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What status lines show.</summary>
    public required UsageSnapshot Snapshot { get; init; }

    public static SpendingStatus Make(UsageIndex index, MonitorOptions options, DateTimeOffset now)
    {
        var spending = new Spending(index, options.Prices, options.Zone, now);
        var snapshot = UsageSnapshot.Make(spending, Read(options.Home));
        var window = Update(spending.Window, now);
        return new SpendingStatus
        {
            Today = spending.Day,
            Models = spending.Models(),
            Window = window,
            Limits = OfficialLimits.ReadNewest(options.Home),
            Budgets = snapshot.Budgets,
            Ends = [.. snapshot.Budgets.Select(budget => End(budget, spending.Today, window, options.Zone))],
            Day = spending.Today,
            Snapshot = snapshot,
        };
    }

    /// <summary>When a budget will be spent at a rate; null if it will not before its period ends.</summary>
    /// <param name="number">The budget's place.</param>
    /// <param name="usdPerHour">What is being spent of it.</param>
    /// <param name="now">The time.</param>
    public EventDepletion? DepletionOf(int number, decimal usdPerHour, DateTimeOffset now)
    {
        var (budget, end) = (Budgets[number], Ends[number]);
        if (
            WindowForecast.Depletion(budget.BudgetUsd - budget.SpentUsd, usdPerHour) is not var (expected, earliest, latest)
            || now + expected >= end
        )
        {
            return null;
        }

        return new EventDepletion(
            UtcText.Seconds(now + expected),
            UtcText.Seconds(now + earliest),
            now + latest < end ? UtcText.Seconds(now + latest) : null
        );
    }

    // A broken file is reported by `tooltime budget`.
    private static IReadOnlyList<Budget> Read(ToolTimeHome home)
    {
        try
        {
            return BudgetFile.Read(home);
        }
        catch (Exception e) when (e is ConfigException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static SessionBlockUpdate? Update(UsageRow? window, DateTimeOffset now)
    {
        if (window?.Block is not { } block)
        {
            return null;
        }

        var (first, end) = (Instant(window.First!), Instant(block.End));
        return new SessionBlockUpdate
        {
            At = window.Last!,
            Client = ClientName.ClaudeCode,
            Source = "estimate",
            Start = block.Start,
            End = block.End,
            Tokens = new EventTokens(window.InputTokens, window.OutputTokens, window.CacheReadTokens, window.CacheWriteTokens),
            CostUsd = window.CostUsd,
            TokensPerMinute = block.TokensPerMinute,
            CostUsdPerHour = block.CostUsdPerHour,
            ProjectedCostUsd = window.CostUsd is { } cost ? WindowForecast.AtEnd(cost, now - first, end - now) : null,
        };
    }

    private static DateTimeOffset End(BudgetStatus budget, DateOnly day, SessionBlockUpdate? window, TimeZoneInfo zone) =>
        budget.Period switch
        {
            Budget.Day => LocalDay.Begin(day.AddDays(1), zone),
            Budget.Month => LocalDay.Begin(new DateOnly(day.Year, day.Month, 1).AddMonths(1), zone),
            _ => window is null ? DateTimeOffset.MaxValue : Instant(window.End),
        };

    private static DateTimeOffset Instant(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
