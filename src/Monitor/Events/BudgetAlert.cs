namespace ToolTime.Monitor.Events;

/// <summary>One of the user's budgets is 80% or fully spent; once per threshold and period.</summary>
internal sealed record BudgetAlert : LiveEvent
{
    /// <summary>day, month or window.</summary>
    public required string Period { get; init; }

    /// <summary>In dollars.</summary>
    public required decimal Budget { get; init; }

    /// <summary>How much of it is spent, in dollars.</summary>
    public required decimal Cost { get; init; }

    /// <summary>The percentage spent; over 100 if the budget is exceeded.</summary>
    public required double Percentage { get; init; }

    /// <summary>80 or 100.</summary>
    public required int Threshold { get; init; }

    /// <summary>Dollars per hour over the last 15 minutes.</summary>
    public required decimal BurnRate { get; init; }

    /// <summary>When it will be spent, with a range; null if it already is, or nothing is being spent.</summary>
    public required EventDepletion? Depletion { get; init; }
}
