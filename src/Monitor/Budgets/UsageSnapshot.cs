using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Budgets;

/// <summary>
/// usage/snapshot.json: what a status line shows of the transcripts, made by what has just read them, so that showing it reads none.
/// </summary>
internal sealed record UsageSnapshot
{
    // The sessions of a day; a user has a few.
    private const int MaxSessions = 50;

    /// <summary>When it was made, in UTC seconds since 1970.</summary>
    public required long At { get; init; }

    /// <summary>Of today, in dollars; null where nothing of it has a price.</summary>
    public required decimal? TodayUsd { get; init; }

    /// <summary>Of the 5-hour window that runs now.</summary>
    public required decimal? WindowUsd { get; init; }

    /// <summary>When the window ends, in UTC seconds since 1970; null if none runs.</summary>
    public long? WindowEnd { get; init; }

    /// <summary>How fast the window is spent.</summary>
    public required decimal? UsdPerHour { get; init; }

    /// <summary>Of each session of today by its identifier.</summary>
    public required IReadOnlyDictionary<string, decimal> SessionsUsd { get; init; }

    public required IReadOnlyList<BudgetStatus> Budgets { get; init; }

    public static UsageSnapshot Make(
        UsageIndex index,
        PriceBook prices,
        IReadOnlyList<Budget> budgets,
        TimeZoneInfo zone,
        DateTimeOffset now
    )
    {
        var spending = new Spending(index, prices, zone, now);
        var window = spending.OfWindow();
        var today = LocalDay.Of(now, zone);
        var sessions = UsageReports.Sessions(new ReportSource(index, new ReportFilter(zone, today, today), prices));
        return new UsageSnapshot
        {
            At = now.ToUnixTimeSeconds(),
            TodayUsd = spending.OfDay().CostUsd,
            WindowUsd = window?.CostUsd,
            WindowEnd = window?.Block?.StartsAt + BlockReport.WindowSeconds,
            UsdPerHour = window?.Block?.CostUsdPerHour,
            SessionsUsd = sessions
                .TakeLast(MaxSessions)
                .DistinctBy(row => row.Session)
                .ToDictionary(row => row.Session!, row => row.CostUsd ?? 0, StringComparer.Ordinal),
            Budgets = [.. budgets.Select(spending.StatusOf)],
        };
    }

    /// <summary>Null where there is none, or one that is being written by another version.</summary>
    public static UsageSnapshot? Read(ToolTimeHome home)
    {
        try
        {
            return File.Exists(home.Snapshot)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(home.Snapshot), BudgetJson.Default.UsageSnapshot)
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Does nothing where the home cannot be written: a report was made all the same.</summary>
    public void Write(ToolTimeHome home)
    {
        try
        {
            PrivateFiles.CreateFolder(home.Path);
            PrivateFiles.CreateFolder(home.UsageIndex);
            PrivateFiles.Replace(home.Snapshot, JsonSerializer.SerializeToUtf8Bytes(this, BudgetJson.Default.UsageSnapshot));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }
}
