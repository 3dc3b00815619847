using ToolTime.Api.Problems;
using ToolTime.Calendar;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Publication;

/// <summary>Parses a query from a URL's <c>window</c>, <c>week</c> and <c>client</c>, all of which are optional.</summary>
internal static class StatsQueryText
{
    /// <summary>The message for an unknown window.</summary>
    public const string Windows = "window must be 7d, week or 4w.";

    /// <summary>The message for an unknown client.</summary>
    public static readonly string Clients = $"client must be one of {AgentClientNames.Sentence}.";

    /// <summary>Parses a query; returns the fault, or null.</summary>
    /// <param name="window">The window; by default seven days, or with <paramref name="week"/>, the week.</param>
    /// <param name="week">A week that is over, or any of four; by default the newest published.</param>
    /// <param name="client">A client; by default all.</param>
    /// <param name="now">The time.</param>
    /// <param name="query">The query.</param>
    public static Fault? TryRead(string? window, string? week, string? client, DateTimeOffset now, out StatsQuery query)
    {
        query = StatsQuery.Default;
        var kind = week is null ? StatsWindowKind.SevenDays : StatsWindowKind.Week;
        if (window is not null && !StatsWindowNames.TryParse(window, out kind))
        {
            return new("", null, FaultCode.Window, Windows);
        }

        AgentClient? one = null;
        if (!string.IsNullOrEmpty(client))
        {
            if (!AgentClientNames.TryParse(client, out var named))
            {
                return new("", null, FaultCode.Client, Clients);
            }

            one = named;
        }

        if (week is null)
        {
            query = StatsQuery.Newest(kind, one);
            return null;
        }

        // Weeks that cannot have been published are refused, which keeps the cache small.
        if (
            kind == StatsWindowKind.SevenDays
            || !IsoWeek.TryParse(week, null, out var isoWeek)
            || isoWeek.FirstDay < Epoch.Numbered(0).FirstDay
            || isoWeek.EndExclusive > now
        )
        {
            return new("", null, FaultCode.Window, "week must be an ISO week that is over, such as 2026-W47, with the window week or 4w.");
        }

        query = kind == StatsWindowKind.Week ? StatsQuery.OfWeek(isoWeek, one) : StatsQuery.OfFourWeeks(isoWeek, one);
        return null;
    }
}
