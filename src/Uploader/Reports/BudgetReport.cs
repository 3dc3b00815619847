using ToolTime.Monitor.Budgets;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Reports;

/// <summary>The answer of `tooltime budget show --json`.</summary>
internal sealed record BudgetReport
{
    public required IReadOnlyList<BudgetStatus> Budgets { get; init; }

    /// <summary>What Claude Code last reported to its status line; null if nothing yet.</summary>
    public required OfficialLimits? OfficialLimits { get; init; }

    /// <summary>The current state; also renews what status lines show.</summary>
    /// <exception cref="ConfigException">The budgets file is broken.</exception>
    public static BudgetReport Read(CommandContext context, Terminal terminal)
    {
        var budgets = BudgetFile.Read(context.Home);
        using var reading = UsageReading.Begin(context, terminal);
        var spending = new Spending(reading.Index, Prices.Read(context), context.Zone, context.Now);
        var snapshot = UsageSnapshot.Make(spending, budgets);
        reading.Save();
        snapshot.Write(context.Home);
        var limits = OfficialLimits.ReadNewest(context.Home)?.Current(context.Now);
        return new BudgetReport { Budgets = snapshot.Budgets, OfficialLimits = limits };
    }
}
