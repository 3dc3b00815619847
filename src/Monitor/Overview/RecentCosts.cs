using ToolTime.Monitor.Budgets;

namespace ToolTime.Monitor.Overview;

/// <summary>What each project cost in the last minutes, by client, to know how fast a budget is spent. For one thread at a time.</summary>
internal sealed class RecentCosts
{
    private readonly Dictionary<(long Minute, string Client, string Project), decimal> _costs = [];
    private long _newest;

    /// <inheritdoc cref="RecentMinutes.Add"/>
    public void Add(long at, string client, string project, decimal costUsd, Func<DateTimeOffset> now)
    {
        var minute = at / 60;
        if (minute != _newest)
        {
            var present = now().ToUnixTimeSeconds() / 60;
            minute = Math.Min(minute, present);
            if (present != _newest)
            {
                _newest = present;
                Forget();
            }
        }

        if (minute > _newest - RecentMinutes.RateMinutes)
        {
            var key = (minute, client, project);
            _costs[key] = _costs.GetValueOrDefault(key) + costUsd;
        }
    }

    public void Clear() => _costs.Clear();

    /// <summary>Dollars an hour that a budget is spent by, of the last 15 minutes before an instant.</summary>
    public decimal UsdPerHour(BudgetStatus budget, long now)
    {
        var last = now / 60;
        return _costs
            .Where(cost => cost.Key.Minute > last - RecentMinutes.RateMinutes && cost.Key.Minute <= last)
            .Where(cost => budget.Covers(cost.Key.Client, cost.Key.Project))
            .Sum(cost => cost.Value) * 60 / RecentMinutes.RateMinutes;
    }

    // What is ahead of the clock was written before it was set back.
    private void Forget()
    {
        foreach (var key in _costs.Keys.Where(key => key.Minute <= _newest - RecentMinutes.RateMinutes || key.Minute > _newest).ToList())
        {
            _costs.Remove(key);
        }
    }
}
