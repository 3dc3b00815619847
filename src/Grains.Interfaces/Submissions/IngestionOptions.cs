using System.ComponentModel.DataAnnotations;

namespace ToolTime.Submissions;

/// <summary>What is taken in, and how much of it.</summary>
public sealed class IngestionOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Ingestion";

    /// <summary>Accepted submissions of a token in a UTC day; 0 for no limit. Default 10.</summary>
    [Range(0, 1_000_000)]
    public int PerTokenPerDay { get; set; } = 10;

    /// <summary>How old a report may be. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How far ahead of our clock a report may be. Default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxFuture { get; set; } = TimeSpan.FromHours(1);
}
