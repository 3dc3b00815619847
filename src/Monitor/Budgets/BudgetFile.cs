using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Budgets;

/// <summary>budgets.json in the home: a list of budgets.</summary>
internal static class BudgetFile
{
    /// <exception cref="ConfigException">The file is broken.</exception>
    public static IReadOnlyList<Budget> Read(ToolTimeHome home)
    {
        try
        {
            var budgets = File.Exists(home.Budgets)
                ? JsonSerializer.Deserialize(EditedJson.Read(home.Budgets), BudgetJson.Default.IReadOnlyListBudget) ?? []
                : [];
            return budgets.All(budget => budget is not null && Budget.Periods.Contains(budget.Period))
                ? budgets
                : throw new ConfigException(
                    $"{home.Budgets} is broken: each budget in it needs a period, which is {string.Join(", ", Budget.Periods)}."
                );
        }
        catch (JsonException e)
        {
            throw new ConfigException($"{home.Budgets} is broken: it is not a list of budgets (line {e.LineNumber + 1}).");
        }
    }

    /// <summary>Sets one budget, or with null takes it away, while no other process does. A dry run writes nothing.</summary>
    /// <returns>What it was before, in dollars; null if there was none.</returns>
    /// <exception cref="ConfigException">The file is broken, or another process holds it.</exception>
    public static decimal? Set(ToolTimeHome home, string period, string? project, decimal? usd, bool isDryRun = false)
    {
        using var held = isDryRun ? null : ConfigLock.Acquire(home);
        var before = Read(home);
        var others = before.Where(budget => budget.Period != period || budget.Project != project);
        IReadOnlyList<Budget> all = usd is { } limit
            ?
            [
                .. others,
                new Budget
                {
                    Period = period,
                    Project = project,
                    Usd = limit,
                },
            ]
            : [.. others];
        if (!isDryRun)
        {
            PrivateFiles.Replace(
                home.Budgets,
                [.. JsonSerializer.SerializeToUtf8Bytes(all, BudgetJson.Default.IReadOnlyListBudget), (byte)'\n']
            );
        }

        return before.FirstOrDefault(budget => budget.Period == period && budget.Project == project)?.Usd;
    }
}
