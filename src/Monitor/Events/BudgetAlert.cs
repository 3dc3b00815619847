namespace ToolTime.Monitor.Events;

/// <summary>A budget of the user is spent to 80% or in full; once in each of its periods.</summary>
internal sealed record BudgetAlert : LiveEvent
{
    /// <summary>day, month or window.</summary>
    public required string Period { get; init; }

    /// <summary>In dollars.</summary>
    public required decimal Budget { get; init; }

    /// <summary>What is spent of it, in dollars.</summary>
    public required decimal Cost { get; init; }

    /// <summary>From 0; more than 100 where it is passed.</summary>
    public required double Percentage { get; init; }

    /// <summary>80 or 100.</summary>
    public required int Threshold { get; init; }

    /// <summary>Dollars an hour, of the last 15 minutes.</summary>
    public required decimal BurnRate { get; init; }

    /// <summary>When it will be spent, with a range; null where it is, or nothing is being spent.</summary>
    public required EventDepletion? Depletion { get; init; }
}
