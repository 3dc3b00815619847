namespace ToolTime.Publication;

/// <summary>A coding agent's figures in a window.</summary>
public sealed record ClientStats
{
    /// <summary>The coding agent.</summary>
    public required string Client { get; init; }

    /// <summary>Distinct submitters who used it.</summary>
    public required long Count { get; init; }

    /// <summary>Their share of all submitters, in percent; shares add up to more than 100 if people use several agents.</summary>
    public required double? Percentage { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public double? AdoptionHigh { get; init; }
}
