using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>The consent in force: what was recorded from <paramref name="At"/> on may be sent.</summary>
/// <param name="At">The instant.</param>
/// <param name="EventsBefore">How many events its day had until then. Events of the same instant cannot be separated by time alone.</param>
/// <param name="Kinds">What of it.</param>
/// <param name="ExtendedAt">When the kinds of a later version were agreed to; null where that was at once, or never.</param>
internal sealed record ConsentGiven(DateTimeOffset At, int EventsBefore, SharedKinds Kinds, DateTimeOffset? ExtendedAt)
{
    /// <summary>The kinds of a day: those that were agreed to later are shared from the day after on.</summary>
    public SharedKinds KindsOn(DateOnly day) =>
        ExtendedAt is { } extended && day <= DateOnly.FromDateTime(extended.UtcDateTime) ? Kinds & Consent.KindsBefore : Kinds;

    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>Decides on the events of the day of consent, in the order of the record, which it covers. Good for one pass.</summary>
    public Func<RecordedEvent, bool> Covers()
    {
        var passed = 0;
        return recorded => passed++ >= EventsBefore && recorded.At >= At;
    }
}
