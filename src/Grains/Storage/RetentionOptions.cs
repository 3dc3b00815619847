using System.ComponentModel.DataAnnotations;
using ToolTime.Privacy;

namespace ToolTime.Grains.Storage;

/// <summary>How long rows are stored.</summary>
public sealed class RetentionOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Retention";

    /// <summary>
    /// Days after which raw rows are purged; aggregates stay. Default 90; at least 37, the day on which an epoch's four weeks become final.
    /// </summary>
    [Range(37, 90)]
    public int RawDays { get; set; } = 90;

    /// <summary>The rule in force, in words.</summary>
    public PrivacyRule Describe() => new()
    {
        Id = "retention",
        Text = $"Reports are stored for {RawDays} days; after that only sums, which contain no token.",
    };
}
