using ToolTime.Calendar;
using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Rule 6: seven days are republished once enough submitters have reported or deleted since, otherwise once a day. With hourly
/// publications, the difference between two could show one person's report, even among thirty.
/// </summary>
/// <param name="Minimum">The number of submitters that is enough.</param>
internal readonly record struct Batching(int Minimum)
{
    /// <summary>
    /// The instant from which receipts are counted: the start of the last publication's hour, since receipts say only the hour.
    /// </summary>
    public static DateTimeOffset CountedFrom(PublicationMark? last) => last?.PublishedAt.CutToHour() ?? DateTimeOffset.MinValue;

    /// <summary>
    /// Whether a publication is due. The first waits until there are enough submitters, since it would be empty before. One made under a
    /// lower threshold is replaced at once.
    /// </summary>
    /// <param name="last">The last publication; null if there is none.</param>
    /// <param name="now">The time.</param>
    /// <param name="changed">Submitters who reported from <see cref="CountedFrom"/> on, or deleted since.</param>
    /// <param name="deleted">Submitters who deleted since.</param>
    public bool IsDue(PublicationMark? last, DateTimeOffset now, int changed, int deleted)
    {
        if (last is null)
        {
            return changed >= Minimum;
        }

        // A server of an earlier version sends no threshold.
        if (last.MinimumSubmitters is > 0 and var threshold && threshold < Minimum)
        {
            return true;
        }

        // Receipts say only the hour, so submitters the last publication already saw in its hour are subtracted; with a threshold of 1
        // there is nobody to protect.
        return DayOf(now) != DayOf(last.PublishedAt) || Math.Max(deleted, changed - (Minimum == 1 ? 0 : last.ReportersOfHour)) >= Minimum;
    }

    /// <summary>The rule in force, in words.</summary>
    public PrivacyRule Describe() => new()
    {
        Id = "batching",
        Text = $"The newest seven days are published again when {Minimum} or more tokens have reported or deleted since; otherwise once a day.",
    };

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
