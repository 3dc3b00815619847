namespace ToolTime.Monitor.Insights.Trends;

/// <summary>
/// A week's predicted cost. What is still to come is taken from the same point on in each of the last weeks: their mean, with the least and
/// most as the range. `bench/InsightBench forecast` compares it with other methods.
/// </summary>
/// <param name="SoFar">Its cost so far, in dollars.</param>
/// <param name="Expected">Its expected cost.</param>
/// <param name="Low">As in the week with least to come.</param>
/// <param name="High">As in the week with most to come.</param>
/// <param name="LastWeek">The cost of the week before.</param>
/// <param name="Weeks">The number of weeks it is based on.</param>
internal sealed record WeekForecast(decimal SoFar, decimal Expected, decimal Low, decimal High, decimal LastWeek, int Weeks)
{
    /// <summary>The most weeks a forecast uses: older ones say little about this one.</summary>
    public const int MostWeeks = 8;

    /// <summary>With fewer weeks there is no forecast.</summary>
    public const int FewestWeeks = 3;

    private const int Days = 7;

    /// <summary>From costs in local time; null with fewer than three earlier weeks.</summary>
    /// <param name="costs">The costs with their times, from the first day on; times without cost are left out.</param>
    /// <param name="now">The current local time.</param>
    public static WeekForecast? Make(IReadOnlyCollection<(DateTime At, decimal Cost)> costs, DateTime now)
    {
        var week = now.Date.AddDays(-(((int)now.DayOfWeek + Days - 1) % Days));
        if (costs.Count == 0)
        {
            return null;
        }

        var first = costs.Min(cost => cost.At);
        var weeks = Enumerable.Range(1, MostWeeks).TakeWhile(back => week.AddDays(-Days * back) >= first.Date.AddDays(-Days + 1)).ToList();
        if (weeks.Count < FewestWeeks)
        {
            return null;
        }

        var rests = weeks.Select(back => Sum(costs, now.AddDays(-Days * back), week.AddDays(-Days * (back - 1)))).ToList();
        var soFar = Sum(costs, week, now);
        return new WeekForecast(
            soFar, soFar + rests.Average(), soFar + rests.Min(), soFar + rests.Max(), Sum(costs, week.AddDays(-Days), week), weeks.Count);
    }

    private static decimal Sum(IEnumerable<(DateTime At, decimal Cost)> costs, DateTime fromInclusive, DateTime toExclusive) =>
        costs.Where(cost => cost.At >= fromInclusive && cost.At < toExclusive).Sum(cost => cost.Cost);
}
