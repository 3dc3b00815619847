using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>A model's figures in a window.</summary>
public sealed record ModelStats
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>True for the bucket of names that are not listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>Distinct submitters who used it.</summary>
    public required long Count { get; init; }

    /// <summary>Their share of all submitters, in percent; shares add up to more than 100 if people use several models.</summary>
    public required double? Percentage { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public double? AdoptionHigh { get; init; }
}
