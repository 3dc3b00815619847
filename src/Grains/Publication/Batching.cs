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
        // A server of an earlier version sends no threshold.
        var isOfLowerThreshold = last is { MinimumSubmitters: > 0 and var threshold } && threshold < Minimum;
        return isOfLowerThreshold || IsDue(last?.PublishedAt, now, new(changed, last?.ReportersOfHour ?? 0, deleted));
    }

    /// <summary>Whether a publication is due, if its threshold never changes.</summary>
    /// <param name="publishedAt">When the last publication was made; null if there is none.</param>
    /// <param name="now">The time.</param>
    /// <param name="since">What has changed since.</param>
    public bool IsDue(DateTimeOffset? publishedAt, DateTimeOffset now, ChangesSince since)
    {
        if (publishedAt is not { } last)
        {
            return since.Changed >= Minimum;
        }

        // With a threshold of 1 there is no one to protect.
        var newOnes = Minimum == 1 ? since.Changed : since.Changed - since.AlreadyCounted;
        return now.UtcDay() != last.UtcDay() || Math.Max(since.Deleted, newOnes) >= Minimum;
    }

    /// <summary>The rule in force, in words.</summary>
    public PrivacyRule Describe() => new()
    {
        Id = "batching",
        Text = $"The newest seven days are published again when {Minimum} or more tokens have reported or deleted since; otherwise once a day.",
    };
}

/// <summary>How many have reported or deleted since a publication.</summary>
/// <param name="Changed">Who reported, or deleted.</param>
/// <param name="AlreadyCounted">Those of <paramref name="Changed"/> that the publication counted: receipts say only the hour.</param>
/// <param name="Deleted">Who deleted.</param>
internal readonly record struct ChangesSince(int Changed, int AlreadyCounted, int Deleted);
