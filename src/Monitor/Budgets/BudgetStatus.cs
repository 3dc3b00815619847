using System.Globalization;
using System.Text.Json.Serialization;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Budgets;

/// <summary>How much of a budget is spent.</summary>
internal sealed record BudgetStatus
{
    private const decimal Near = 0.8m;

    public required string Period { get; init; }

    public required string? Project { get; init; }

    public required decimal BudgetUsd { get; init; }

    /// <summary>In dollars, over the models that have a price.</summary>
    public required decimal SpentUsd { get; init; }

    /// <summary>The models without a price, whose cost is not included.</summary>
    public required IReadOnlyCollection<string> UnpricedModels { get; init; }

    /// <summary>The share spent: from 0; 1 is all of it.</summary>
    public decimal Share => BudgetUsd == 0 ? (SpentUsd > 0 ? 1 : 0) : decimal.Round(SpentUsd / BudgetUsd, 4);

    public bool IsPassed => SpentUsd > BudgetUsd;

    /// <summary>ok, near (from 80% on) or passed.</summary>
    public string State =>
        IsPassed ? "passed"
        : Share >= Near ? "near"
        : "ok";

    /// <summary>True if this budget includes what the client spends in a project, named by its folder.</summary>
    public bool Covers(string? client, string? project) =>
        (Period is not Budget.Window || client is ClientName.ClaudeCode)
        && (Project is null || string.Equals(Project, project, StringComparison.OrdinalIgnoreCase));

    /// <summary>Such as "day" or "month of shop".</summary>
    [JsonIgnore]
    public string Name => Project is null ? Period : $"{Period} of {Project}";

    /// <summary>Such as "day $8.10 of $20.00 (41%)".</summary>
    [JsonIgnore]
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} ${SpentUsd:N2} of ${BudgetUsd:#,##0.00####} ({Share * 100:0}%){(IsPassed ? ", passed" : "")}"
    );
}
