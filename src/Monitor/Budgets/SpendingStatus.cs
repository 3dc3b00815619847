using System.Globalization;
using ToolTime.Monitor.Events;
using ToolTime.Monitor.Settings;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Budgets;

/// <summary>What is spent, beside what may be.</summary>
internal sealed record SpendingStatus
{
    public required UsageRow Today { get; init; }

    public required IReadOnlyList<UsageRow> Models { get; init; }

    /// <summary>The 5-hour window that runs; null where none does.</summary>
    public required SessionBlockUpdate? Window { get; init; }

    public required OfficialLimits? Limits { get; init; }

    public required IReadOnlyList<BudgetStatus> Budgets { get; init; }

    /// <summary>Of each budget, in their order.</summary>
    public required IReadOnlyList<EventDepletion?> Depletions { get; init; }

    /// <summary>Dollars an hour, of the last 15 minutes.</summary>
    public required decimal CostUsdPerHour { get; init; }

    /// <summary>The day in the user's zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What status lines show of it.</summary>
    public required UsageSnapshot Snapshot { get; init; }

    public static SpendingStatus Make(UsageIndex index, MonitorOptions options, DateTimeOffset now, decimal costUsdPerHour)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, options.Zone).DateTime);
        var spending = new Spending(index, options.Prices, options.Zone, now);
        var snapshot = UsageSnapshot.Make(index, options.Prices, Read(options.Home), options.Zone, now);
        return new SpendingStatus
        {
            Today = spending.OfDay(),
            Models = UsageReports.Models(new ReportSource(index, new ReportFilter(options.Zone, day, day), options.Prices)),
            Window = Update(spending.OfWindow(), now),
            Limits = OfficialLimits.Read(options.Home),
            Budgets = snapshot.Budgets,
            Depletions = [.. snapshot.Budgets.Select(budget => Depletion(budget, costUsdPerHour, now))],
            CostUsdPerHour = costUsdPerHour,
            Day = day,
            Snapshot = snapshot,
        };
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
            Client = "claude-code",
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

    private static EventDepletion? Depletion(BudgetStatus budget, decimal costUsdPerHour, DateTimeOffset now) =>
        WindowForecast.Depletion(budget.BudgetUsd - budget.SpentUsd, costUsdPerHour) is var (expected, earliest, latest)
            ? new EventDepletion(UtcText.Seconds(now + expected), UtcText.Seconds(now + earliest), UtcText.Seconds(now + latest))
            : null;

    private static DateTimeOffset Instant(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
