using System.Globalization;
using ToolTime.Monitor.Events;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Budgets;

/// <summary>
/// Reports when a budget or limit reaches 80% and 100%: each once per period, even across restarts. For one thread at a time.
/// </summary>
internal sealed class BudgetWatch(ToolTimeHome home)
{
    private static readonly int[] Thresholds = [100, 80];

    // Per budget or limit: the period and percentage last alerted.
    private Dictionary<string, string>? _alerted;

    /// <param name="spending">What is spent.</param>
    /// <param name="rateOf">What is being spent of a budget, in dollars an hour.</param>
    /// <param name="now">The time.</param>
    public IEnumerable<LiveEvent> Check(SpendingStatus spending, Func<BudgetStatus, decimal> rateOf, DateTimeOffset now)
    {
        List<LiveEvent> alerts = [.. CheckBudgets(spending, rateOf, now), .. CheckLimits(spending, now)];
        if (alerts.Count > 0)
        {
            Write();
        }

        return alerts;
    }

    private IEnumerable<LiveEvent> CheckBudgets(SpendingStatus spending, Func<BudgetStatus, decimal> rateOf, DateTimeOffset now)
    {
        for (var i = 0; i < spending.Budgets.Count; i++)
        {
            var (budget, percentage) = (spending.Budgets[i], (double)spending.Budgets[i].Share * 100);
            var period = PeriodOf(budget, spending);
            if (IsNew($"budget {budget.Name} {budget.BudgetUsd}", period, before => before == period, percentage) is { } threshold)
            {
                var rate = rateOf(budget);
                yield return new BudgetAlert
                {
                    At = UtcText.Seconds(now),
                    Project = budget.Project,
                    Period = budget.Period,
                    Budget = budget.BudgetUsd,
                    Cost = budget.SpentUsd,
                    Percentage = Math.Round(percentage, 1),
                    Threshold = threshold,
                    BurnRate = decimal.Round(rate, 6),
                    Depletion = spending.DepletionOf(i, rate, now),
                };
            }
        }
    }

    private IEnumerable<LiveEvent> CheckLimits(SpendingStatus spending, DateTimeOffset now)
    {
        foreach (var (name, limit, end) in spending.Limits?.Current(now)?.All ?? [])
        {
            // Sessions report ends that differ by seconds: it is the same period until the end that was known has passed.
            if (IsNew($"limit {name}", $"{end}", before => IsAhead(before, now), limit.UsedPercentage) is { } threshold)
            {
                yield return new TokenThreshold
                {
                    At = UtcText.Seconds(now),
                    Client = ClientName.ClaudeCode,
                    Window = name,
                    Source = "official",
                    Current = limit.UsedUsd,
                    Limit = limit.LimitUsd,
                    Percentage = limit.UsedPercentage,
                    Threshold = threshold,
                    ResetsAt = ReportTime.Utc((uint)limit.ResetsAt),
                };
            }
        }
    }

    private static string PeriodOf(BudgetStatus budget, SpendingStatus spending) => budget.Period switch
    {
        Budget.Day => UtcText.Day(spending.Day),
        Budget.Month => ReportTime.Month(spending.Day),
        _ => spending.Window?.Start ?? "",
    };

    private static bool IsAhead(string end, DateTimeOffset now) =>
        long.TryParse(end, CultureInfo.InvariantCulture, out var seconds) && now.ToUnixTimeSeconds() < seconds;

    // The threshold newly reached in this period, or null.
    private int? IsNew(string what, string period, Func<string, bool> isSame, double percentage)
    {
        var reached = Thresholds.FirstOrDefault(threshold => percentage >= threshold);
        if (reached == 0)
        {
            return null;
        }

        _alerted ??= OwnJson.ReadIfPossible(home.Alerted, BudgetJson.Default.DictionaryStringString) ?? [];
        if (
            _alerted.TryGetValue(what, out var before)
            && before.Split('|') is [var alerted, var from]
            && isSame(alerted)
            && int.TryParse(from, out var threshold)
            && threshold >= reached
        )
        {
            return null;
        }

        _alerted[what] = $"{period}|{reached}";
        return reached;
    }

    // If it cannot be written, a restarted process alerts again.
    private void Write() => OwnJson.ReplaceIfPossible(home.Alerted, _alerted!, BudgetJson.Default.DictionaryStringString);
}
