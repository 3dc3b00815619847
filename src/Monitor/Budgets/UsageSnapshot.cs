using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Budgets;

/// <summary>
/// usage/snapshot.json: the transcripts' figures for the status line, written by whatever has just read them, so that the status line reads
/// none.
/// </summary>
internal sealed record UsageSnapshot
{
    // A day's sessions; a user has a few.
    private const int MaxSessions = 50;

    /// <summary>When it was made, in UTC seconds since 1970.</summary>
    public required long At { get; init; }

    /// <summary>Today's cost in dollars; null if nothing has a price.</summary>
    public required decimal? TodayUsd { get; init; }

    /// <summary>The cost of the current 5-hour window, in dollars.</summary>
    public required decimal? WindowUsd { get; init; }

    /// <summary>When the window ends, in UTC seconds since 1970; null if none runs.</summary>
    public long? WindowEnd { get; init; }

    /// <summary>The window's rate, in dollars per hour.</summary>
    public required decimal? UsdPerHour { get; init; }

    /// <summary>The cost of each of today's sessions, by session id.</summary>
    public required IReadOnlyDictionary<string, decimal> SessionsUsd { get; init; }

    public required IReadOnlyList<BudgetStatus> Budgets { get; init; }

    public static UsageSnapshot Make(Spending spending, IReadOnlyList<Budget> budgets)
    {
        var window = spending.Window;
        return new UsageSnapshot
        {
            At = spending.Now.ToUnixTimeSeconds(),
            TodayUsd = spending.Day.CostUsd,
            WindowUsd = window?.CostUsd,
            WindowEnd = window?.Block?.StartsAt + BlockReport.WindowSeconds,
            UsdPerHour = window?.Block?.CostUsdPerHour,
            SessionsUsd = spending
                .Sessions()
                .TakeLast(MaxSessions)
                .DistinctBy(row => row.Session)
                .ToDictionary(row => row.Session!, row => row.CostUsd ?? 0, StringComparer.Ordinal),
            Budgets = [.. budgets.Select(spending.StatusOf)],
        };
    }

    /// <summary>Null if there is none, or another version wrote it.</summary>
    public static UsageSnapshot? Read(ToolTimeHome home) => OwnJson.ReadIfPossible(home.Snapshot, BudgetJson.Default.UsageSnapshot);

    /// <summary>Does nothing if the home is not writable; a report does not need it.</summary>
    public void Write(ToolTimeHome home) => OwnJson.ReplaceIfPossible(home.Snapshot, this, BudgetJson.Default.UsageSnapshot);
}
