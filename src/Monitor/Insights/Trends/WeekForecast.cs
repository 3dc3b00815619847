namespace ToolTime.Monitor.Insights.Trends;

/// <summary>
/// What a week will have cost. What is still to come is what came from the same point of the week on in each of the last weeks: the middle
/// is their mean, the range goes from the least to the most. `bench/InsightBench forecast` measures it beside others.
/// </summary>
/// <param name="SoFar">What it has cost, in dollars.</param>
/// <param name="Expected">What it will have cost.</param>
/// <param name="Low">As the weeks with least to come.</param>
/// <param name="High">As the week with most to come.</param>
/// <param name="LastWeek">What the week before cost.</param>
/// <param name="Weeks">By how many weeks it goes.</param>
internal sealed record WeekForecast(decimal SoFar, decimal Expected, decimal Low, decimal High, decimal LastWeek, int Weeks)
{
    /// <summary>By at most how many weeks a forecast goes: older ones say little of this one.</summary>
    public const int MostWeeks = 8;

    /// <summary>With fewer weeks there is no forecast.</summary>
    public const int FewestWeeks = 3;

    private const int Days = 7;

    /// <summary>Of costs by the user's clock; null where there were fewer than three weeks before.</summary>
    /// <param name="costs">What was spent when, from the first day on; times without any are left out.</param>
    /// <param name="now">The instant, by the same clock.</param>
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
