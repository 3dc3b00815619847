using ToolTime.Calendar;
using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Rule 6: seven days are published again when enough submitters have reported or deleted since, else once a day. An hourly publication
/// would show one person's report as the difference of two, where thirty people share.
/// </summary>
/// <param name="Minimum">So many submitters are enough.</param>
internal readonly record struct Batching(int Minimum)
{
    /// <summary>
    /// From when on receipts are counted: they say no more than their hour, so from the beginning of the last publication's.
    /// </summary>
    public static DateTimeOffset CountedFrom(PublicationMark? last) => last?.PublishedAt.CutToHour() ?? DateTimeOffset.MinValue;

    /// <summary>
    /// Whether a publication is due. The first one is when there are enough submitters at all, since before that it would be empty.
    /// </summary>
    /// <param name="last">The last one; null for none.</param>
    /// <param name="now">The time.</param>
    /// <param name="changed">Submitters that reported from <see cref="CountedFrom"/> on, or deleted since.</param>
    /// <param name="deleted">Those that deleted since.</param>
    public bool IsDue(PublicationMark? last, DateTimeOffset now, int changed, int deleted)
    {
        if (last is null)
        {
            return changed >= Minimum;
        }

        // Those of the hour that the last one saw may have come before it, so as many are taken off; where one is enough there is nobody to
        // hide.
        return DayOf(now) != DayOf(last.PublishedAt) || Math.Max(deleted, changed - (Minimum == 1 ? 0 : last.ReportersOfHour)) >= Minimum;
    }

    /// <summary>The rule, as it is in force.</summary>
    public PrivacyRule State() => new()
    {
        Id = "batching",
        Text = $"The newest seven days are published again when {Minimum} or more tokens have reported or deleted since, else once a day.",
    };

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
