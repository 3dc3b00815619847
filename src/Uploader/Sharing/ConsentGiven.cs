using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Sharing;

/// <summary>The consent in force: what was recorded from <paramref name="At"/> on may be sent.</summary>
/// <param name="At">The instant.</param>
/// <param name="EventsBefore">How many events its day had until then. Events of the same instant cannot be separated by time alone.</param>
/// <param name="Kinds">What of it.</param>
internal sealed record ConsentGiven(DateTimeOffset At, int EventsBefore, SharedKinds Kinds)
{
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>Decides on the events of the day of consent, in the order of the record, which it covers. Good for one pass.</summary>
    public Func<RecordedEvent, bool> Covers()
    {
        var passed = 0;
        return recorded => passed++ >= EventsBefore && recorded.At >= At;
    }
}
