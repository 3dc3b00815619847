using System.ComponentModel.DataAnnotations;
using ToolTime.Privacy;
using ToolTime.Submissions;

namespace ToolTime.Grains.Publication;

/// <summary>When windows are published.</summary>
public sealed class PublicationOptions
{
    /// <summary>The settings section.</summary>
    public const string Section = "Publication";

    /// <summary>How often to check whether the newest seven days are due. Default 1 hour; each check counts the newest receipts.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether a window is due for its next check: once per interval, on each new day, and when the clock was set back.</summary>
    /// <param name="lookedAt">When it was last checked; null for not yet.</param>
    /// <param name="now">The time.</param>
    public bool IsDue(DateTimeOffset? lookedAt, DateTimeOffset now) =>
        lookedAt is not { } looked
        || now - looked >= Interval
        || now < looked
        || now.UtcDateTime.Date != looked.UtcDateTime.Date;

    /// <summary>How long after its end a period is final: until no report of it is accepted, plus a day for clocks that differ.</summary>
    public static TimeSpan FinalAfter(IngestionOptions ingestion)
    {
        ArgumentNullException.ThrowIfNull(ingestion);
        return ingestion.MaxAge + TimeSpan.FromDays(1);
    }

    /// <summary>The rule on weeks, in words.</summary>
    public static PrivacyRule Describe(TimeSpan finalAfter) =>
        new()
        {
            Id = "windows",
            Text =
                "No window spans two of the four-week periods for which a token is valid. Weeks and these periods are published when they end, and for the last time "
                + $"{finalAfter.TotalDays:0.##} days later, when reports of them are no longer accepted.",
        };
}
