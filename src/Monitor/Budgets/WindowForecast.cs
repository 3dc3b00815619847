using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Budgets;

/// <summary>
/// Where spending leads: a straight line from the start through now, which no other method tried beat on recorded sessions
/// (`bench/LiveBench forecast`, docs/live.md), with the range of its errors there.
/// </summary>
internal static class WindowForecast
{
    // In eight windows of ten, the rest cost between these multiples of the line's value.
    private const decimal Low = 0.36m;
    private const decimal High = 2.2m;

    /// <summary>The least data for the line: a window's first minutes could lead anywhere.</summary>
    private static readonly TimeSpan LeastElapsed = TimeSpan.FromMinutes(10);

    /// <summary>A window's predicted cost at its end; null if it has hardly started.</summary>
    /// <param name="costUsd">Its cost so far.</param>
    /// <param name="elapsed">Time since its first response.</param>
    /// <param name="left">Time until its end.</param>
    public static EventRange? AtEnd(decimal costUsd, TimeSpan elapsed, TimeSpan left)
    {
        if (elapsed < LeastElapsed || left < TimeSpan.Zero)
        {
            return null;
        }

        var rest = costUsd * (decimal)(left / elapsed);
        return new EventRange(Round(costUsd + (rest * Low)), Round(costUsd + rest), Round(costUsd + (rest * High)));
    }

    /// <summary>When this many dollars will be spent at a rate; null if none are left or nothing is being spent.</summary>
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
