using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>A skill's figures in a window. Figures below their threshold are null.</summary>
public sealed record SkillStats
{
    /// <summary>The skill.</summary>
    public required string Name { get; init; }

    /// <summary>True for the bucket of names that are not listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>Distinct submitters who used it.</summary>
    public required long UniqueSubmitters { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public double? AdoptionHigh { get; init; }

    /// <summary>Invocations, clamped.</summary>
    public required long? TotalCalls { get; init; }

    /// <summary>Invocations over submitters.</summary>
    public required double? AvgCallsPerSubmitter { get; init; }

    /// <summary>The median of submitters' invocations.</summary>
    public required double? CallsMedian { get; init; }

    /// <summary>The lower quartile of submitters' invocations; null for fewer than 20 submitters.</summary>
    public double? CallsP25 { get; init; }

    /// <summary>The upper quartile of submitters' invocations; null for fewer than 20 submitters.</summary>
    public double? CallsP75 { get; init; }

    /// <summary>Invocations that users typed over those whose origin is known, 0 to 1.</summary>
    public double? TypedRate { get; init; }
}
