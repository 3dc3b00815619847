using System.ComponentModel.DataAnnotations;
using ToolTime.Privacy;
using ToolTime.Submissions;

namespace ToolTime.Grains.Publication;

/// <summary>When windows are published.</summary>
public sealed class PublicationOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Publication";

    /// <summary>
    /// How often it is looked whether the newest seven days are due. Default 1 hour; less costs a count of the newest receipts each time.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long after its end a period is final: when no report of it is accepted any more, and a day for clocks that differ.
    /// </summary>
    public static TimeSpan FinalAfter(IngestionOptions ingestion)
    {
        ArgumentNullException.ThrowIfNull(ingestion);
        return ingestion.MaxAge + TimeSpan.FromDays(1);
    }

    /// <summary>The rule on weeks, as it is in force.</summary>
    public static PrivacyRule State(TimeSpan finalAfter) =>
        new()
        {
            Id = "windows",
            Text =
                "No window spans two of the periods for which a token is good. A week, and the four weeks of such a period, are published at their end and a last time "
                + $"{finalAfter.TotalDays:0.##} days later, when no report of them is accepted any more.",
        };
}
