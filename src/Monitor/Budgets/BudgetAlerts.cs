using System.Text.Json;
using ToolTime.Monitor.Events;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Budgets;

/// <summary>
/// Says when a budget or a limit is used to 80% and in full: each once in a period, also where the process began again since. For one
/// thread at a time.
/// </summary>
internal sealed class BudgetAlerts(ToolTimeHome home)
{
    private static readonly int[] Thresholds = [100, 80];

    // By what was alerted: in which period, and from which percentage on.
    private Dictionary<string, string>? _alerted;

    public IEnumerable<LiveEvent> Check(SpendingStatus spending, DateTimeOffset now)
    {
        List<LiveEvent> alerts = [];
        for (var i = 0; i < spending.Budgets.Count; i++)
        {
            var (budget, percentage) = (spending.Budgets[i], (double)spending.Budgets[i].Share * 100);
            if (IsNew($"budget {budget.Name} {budget.BudgetUsd}", PeriodOf(budget, spending), percentage) is { } threshold)
            {
                alerts.Add(
                    new BudgetAlert
                    {
                        At = UtcText.Seconds(now),
                        Project = budget.Project,
                        Period = budget.Period,
                        Budget = budget.BudgetUsd,
                        Cost = budget.SpentUsd,
                        Percentage = Math.Round(percentage, 1),
                        Threshold = threshold,
                        BurnRate = decimal.Round(spending.CostUsdPerHour, 6),
                        Depletion = spending.Depletions[i],
                    }
                );
            }
        }

        foreach (var (name, limit) in new[] { ("five_hour", spending.Limits?.FiveHour), ("seven_day", spending.Limits?.SevenDay) })
        {
            if (
                limit is not null
                && !limit.IsOver(now)
                && IsNew($"limit {name}", $"{limit.ResetsAt}", limit.UsedPercentage) is { } threshold
            )
            {
                alerts.Add(
                    new TokenThreshold
                    {
                        At = UtcText.Seconds(now),
                        Client = "claude-code",
                        Window = name,
                        Source = "official",
                        Current = null,
                        Limit = null,
                        Percentage = limit.UsedPercentage,
                        Threshold = threshold,
                        ResetsAt = ReportTime.Utc((uint)limit.ResetsAt),
                    }
                );
            }
        }

        if (alerts.Count > 0)
        {
            Write();
        }

        return alerts;
    }

    private static string PeriodOf(BudgetStatus budget, SpendingStatus spending) => budget.Period switch
    {
        Budget.Day => UtcText.Day(spending.Day),
        Budget.Month => ReportTime.Month(spending.Day),
        _ => spending.Window?.Start ?? "",
    };

    // The threshold that is reached and was not before in this period; null where there is none.
    private int? IsNew(string what, string period, double percentage)
    {
        var reached = Thresholds.FirstOrDefault(threshold => percentage >= threshold);
        if (reached == 0)
        {
            return null;
        }

        _alerted ??= Read();
        if (
            _alerted.TryGetValue(what, out var before)
            && before.Split('|') is [var alerted, var from]
            && alerted == period
            && int.TryParse(from, out var threshold)
            && threshold >= reached
        )
        {
            return null;
        }

        _alerted[what] = $"{period}|{reached}";
        return reached;
    }

    private Dictionary<string, string> Read()
    {
        try
        {
            return File.Exists(home.Alerted)
                ? JsonSerializer.Deserialize(File.ReadAllBytes(home.Alerted), BudgetJson.Default.DictionaryStringString) ?? []
                : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Where it cannot be written, a process that begins again says it again.
    private void Write()
    {
        try
        {
            PrivateFiles.Replace(home.Alerted, JsonSerializer.SerializeToUtf8Bytes(_alerted!, BudgetJson.Default.DictionaryStringString));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
