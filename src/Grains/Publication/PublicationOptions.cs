using System.ComponentModel.DataAnnotations;

namespace ToolTime.Grains.Publication;

/// <summary>When weeks are published.</summary>
public sealed class PublicationOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Publication";

    /// <summary>How long after its end a week still takes reports in; a quarter of an hour later it is published. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "14.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(3);
}
