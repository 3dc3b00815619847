using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>A plugin's figures in a window.</summary>
public sealed record PluginStats
{
    /// <summary>The plugin.</summary>
    public required string PluginName { get; init; }

    /// <summary>True for the bucket of names that are not listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>Distinct submitters who have it installed.</summary>
    public required long InstallCount { get; init; }

    /// <summary>Their share of all submitters, 0 to 1.</summary>
    public double? Adoption { get; init; }

    /// <summary>The lower end of its 95% interval.</summary>
    public double? AdoptionLow { get; init; }

    /// <summary>The upper end of its 95% interval.</summary>
    public double? AdoptionHigh { get; init; }
}
