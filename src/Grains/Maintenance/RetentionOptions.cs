using System.ComponentModel.DataAnnotations;

namespace ToolTime.Grains.Maintenance;

/// <summary>How long rows are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Retention";

    /// <summary>Days after which raw rows are purged; aggregates stay. Default 90. Never sooner than weeks can be published.</summary>
    [Range(30, 90)]
    public int RawDays { get; set; } = 90;
}
