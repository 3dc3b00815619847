using System.ComponentModel.DataAnnotations;
using ToolTime.Calendar;
using ToolTime.Privacy;

namespace ToolTime.Grains.Publication;

/// <summary>When weeks are published.</summary>
public sealed class PublicationOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Publication";

    /// <summary>How long after its end a week still takes reports in; a quarter of an hour later it is published. Default 3 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "14.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long after its grace a week is published, so that a report sent in its last minute is in.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromMinutes(15);

    /// <summary>When a week's publication is due; with the default grace on Thursday at 00:15 UTC.</summary>
    public DateTimeOffset DueAt(IsoWeek week) => week.EndExclusive + Grace + Delay;

    /// <summary>When the seven days up to a day are due: a quarter of an hour after the day's end.</summary>
    public static DateTimeOffset DueAt(DateOnly lastDay) => new DateTimeOffset(lastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) + Delay;

    /// <summary>The rule, as it is in force.</summary>
    public PrivacyRule State() => new()
    {
        Id = "windows",
        Text = $"An ISO week in UTC is published once, {(Grace + Delay).TotalHours:0.##} hours after its end, and never changes. What comes later is not kept.",
    };
}
