using ToolTime.Calendar;

namespace ToolTime.Grains.Publication;

/// <summary>The days of the window <c>7d</c>: today and the six before, none of two epochs.</summary>
/// <param name="FirstDay">The first day.</param>
/// <param name="LastDay">The last day.</param>
internal readonly record struct SevenDayWindow(DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>
    /// What the window may hold on a day: the seven that end with it; in the first six days of an epoch those of the epoch so far, or the
    /// last week of the epoch before, whichever has more submitters, and of equals the newer.
    /// </summary>
    public static IReadOnlyList<SevenDayWindow> CandidatesOn(DateOnly today)
    {
        var epoch = Epoch.Containing(today).FirstDay;
        var first = today.AddDays(-6);
        return first >= epoch ? [new(first, today)] : [new(epoch, today), new(epoch.AddDays(-7), epoch.AddDays(-1))];
    }
}
