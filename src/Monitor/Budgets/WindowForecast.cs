using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Budgets;

/// <summary>
/// Where spending leads: the straight line from the begin through now, which nothing that was tried beat on recorded sessions
/// (`bench/LiveBench forecast`, docs/live.md), with the range that its errors had there.
/// </summary>
internal static class WindowForecast
{
    // Of eight windows in ten the rest cost between these many times what the line said.
    private const decimal Low = 0.36m;
    private const decimal High = 2.2m;

    /// <summary>What the line needs to say anything: the first minutes of a window lead anywhere.</summary>
    private static readonly TimeSpan LeastElapsed = TimeSpan.FromMinutes(10);

    /// <summary>What a window will have cost at its end; null where it has hardly begun.</summary>
    /// <param name="costUsd">What it cost until now.</param>
    /// <param name="elapsed">Since its first response.</param>
    /// <param name="left">Until its end.</param>
    public static EventRange? AtEnd(decimal costUsd, TimeSpan elapsed, TimeSpan left)
    {
        if (elapsed < LeastElapsed || left < TimeSpan.Zero)
        {
            return null;
        }

        var rest = costUsd * (decimal)(left / elapsed);
        return new EventRange(Round(costUsd + (rest * Low)), Round(costUsd + rest), Round(costUsd + (rest * High)));
    }

    /// <summary>When so many dollars will be spent at a rate; null where none are left or nothing is being spent.</summary>
    public static (TimeSpan Expected, TimeSpan Earliest, TimeSpan Latest)? Depletion(decimal leftUsd, decimal usdPerHour)
    {
        if (leftUsd <= 0 || usdPerHour <= 0)
        {
            return null;
        }

        var hours = (double)(leftUsd / usdPerHour);
        return hours > 24 * 366
            ? null
            : (TimeSpan.FromHours(hours), TimeSpan.FromHours(hours / (double)High), TimeSpan.FromHours(hours / (double)Low));
    }

    private static decimal Round(decimal usd) => decimal.Round(usd, 6);
}
