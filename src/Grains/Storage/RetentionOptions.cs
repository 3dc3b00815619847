using System.ComponentModel.DataAnnotations;
using ToolTime.Privacy;

namespace ToolTime.Grains.Storage;

/// <summary>How long rows are stored.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Retention";

    /// <summary>
    /// Days after which raw rows are purged; aggregates stay. Default 90; no less than 37, since the four weeks of an epoch are final so
    /// long after its first day.
    /// </summary>
    [Range(37, 90)]
    public int RawDays { get; set; } = 90;

    /// <summary>The rule, as it is in force.</summary>
    public PrivacyRule State() => new()
    {
        Id = "retention",
        Text = $"Reports are stored for {RawDays} days; then only sums are, which name no token.",
    };
}
