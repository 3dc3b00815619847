using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>A plugin's figures in a window.</summary>
public sealed record PluginStats
{
    /// <summary>The plugin.</summary>
    public required string PluginName { get; init; }

    /// <summary>True for the bucket of names that are not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Custom { get; init; }

    /// <summary>Distinct submitters who have it installed.</summary>
    public required long InstallCount { get; init; }

    /// <summary>The last of the seven days that the row is of, where it stayed as it was and they are not the window's; otherwise left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? AsOf { get; init; }
}
