using ToolTime.Monitor.Budgets;
using ToolTime.Monitor.Overview;

namespace ToolTime.Monitor.Tests.Overview;

public sealed class RecentCostsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly RecentCosts _costs = new();

    [Fact]
    public void UsdPerHour_OfABudget_IsWhatItIsSpentBy()
    {
        Add("claude-code", "shop", 1);
        Add("codex", "shop", 2);
        Add("claude-code", "other", 4);

        Assert.Equal(
            [28, 12, 20, 4, 0],
            new[] { Of("day"), Of("day", "SHOP"), Of("window"), Of("window", "shop"), Of("month", "none") }
                .Select(budget => _costs.UsdPerHour(budget, Noon.ToUnixTimeSeconds()))
        );
    }

    [Fact]
    public void UsdPerHour_AfterAQuarterOfAnHour_IsNothing()
    {
        Add("claude-code", "shop", 1);

        Assert.Equal(4, _costs.UsdPerHour(Of("day"), Noon.AddMinutes(14).ToUnixTimeSeconds()));
        Assert.Equal(0, _costs.UsdPerHour(Of("day"), Noon.AddMinutes(15).ToUnixTimeSeconds()));
    }

    [Fact]
    public void Add_WhenTheClockWasSetBack_BeginsAgain()
    {
        _costs.Add(Noon.AddDays(1).ToUnixTimeSeconds(), "codex", "shop", 5, () => Noon.AddDays(1));

        Add("codex", "shop", 1);

        Assert.Equal(4, _costs.UsdPerHour(Of("day"), Noon.ToUnixTimeSeconds()));
    }

    private static BudgetStatus Of(string period, string? project = null) => new()
    {
        Period = period,
        Project = project,
        BudgetUsd = 20,
        SpentUsd = 0,
        UnpricedModels = [],
    };

    private void Add(string client, string project, decimal costUsd) =>
        _costs.Add(Noon.ToUnixTimeSeconds(), client, project, costUsd, () => Noon);
}
