using ToolTime.Calendar;

namespace ToolTime.Grains.Publication;

/// <summary>The days of the window <c>7d</c>: today and the six days before, all in one epoch.</summary>
internal readonly record struct SevenDayWindow(DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>
    /// The windows possible on a day: the seven days that end with it; in the first six days of an epoch, the epoch so far or the previous
    /// epoch's last week, whichever has more submitters, and if equal the newer.
    /// </summary>
    public static IReadOnlyList<SevenDayWindow> CandidatesOn(DateOnly today)
    {
        var epoch = Epoch.Containing(today).FirstDay;
        var first = today.AddDays(-6);
        return first >= epoch ? [new(first, today)] : [new(epoch, today), new(epoch.AddDays(-7), epoch.AddDays(-1))];
    }
}
