namespace ToolTime.Publication;

/// <summary>How many submitters used something.</summary>
public sealed record StatsUse
{
    /// <summary>Distinct submitters.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public required double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public required double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public required double? AdoptionHigh { get; init; }
}
