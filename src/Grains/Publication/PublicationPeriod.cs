using ToolTime.Calendar;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>
/// An ISO week or an epoch's four weeks: published when it ends, and for the last time when its reports are no longer accepted.
/// </summary>
public readonly record struct PublicationPeriod
{
    private PublicationPeriod(StatsWindowKind window, DateOnly firstDay) => (Window, FirstDay) = (window, firstDay);

    /// <summary>The kind: a week or four weeks.</summary>
    public StatsWindowKind Window { get; }

    /// <summary>Its first day, a Monday.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => FirstDay.AddDays(Days - 1);

    /// <summary>The instant at which the period ends.</summary>
    public DateTimeOffset EndExclusive => new(FirstDay.AddDays(Days), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The next period.</summary>
    public PublicationPeriod Next => new(Window, FirstDay.AddDays(Days));

    /// <summary>The query for this period.</summary>
    public StatsQuery Query =>
        Window == StatsWindowKind.Week
            ? StatsQuery.OfWeek(IsoWeek.Containing(FirstDay))
            : StatsQuery.OfFourWeeks(IsoWeek.Containing(FirstDay));

    private int Days => Window == StatsWindowKind.Week ? 7 : Epoch.Days;

    /// <summary>The period that contains a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is not a period: seven days move.</exception>
    public static PublicationPeriod Containing(StatsWindowKind window, DateOnly day) => window switch
    {
        StatsWindowKind.Week => new(window, IsoWeek.Containing(day).FirstDay),
        StatsWindowKind.FourWeeks => new(window, Epoch.Containing(day).FirstDay),
        _ => throw new ArgumentOutOfRangeException(nameof(window)),
    };

    /// <summary>The text that operators see: <c>2026-W47</c>, or <c>4w:2026-W45</c>.</summary>
    public override string ToString() => Window == StatsWindowKind.Week ? IsoWeek.Containing(FirstDay).ToString() : Query.ToString();
}

/// <summary>How far one kind of period is published, which decides what is due.</summary>
/// <param name="FirstDay">The earliest day that ever had a report and still has its rows; null if there is none.</param>
/// <param name="LastSealedDay">The last day whose rows were purged; null if there is none.</param>
/// <param name="NewestPublished">The first day of the newest published period; null if none is.</param>
/// <param name="Open">The first days of published periods that are not final.</param>
public sealed record PublicationSchedule(
    DateOnly? FirstDay,
    DateOnly? LastSealedDay,
    DateOnly? NewestPublished,
    IReadOnlyList<DateOnly> Open
)
{
    /// <summary>
    /// The periods to publish now: first those that become final, earliest first, then the earliest that ended and is not published.
    /// </summary>
    /// <param name="window">The kind.</param>
    /// <param name="now">The time.</param>
    /// <param name="finalAfter">How long after its end a period is final.</param>
    public IEnumerable<PublicationPeriod> ListDue(StatsWindowKind window, DateTimeOffset now, TimeSpan finalAfter)
    {
        foreach (var day in Open.Order())
        {
            var open = PublicationPeriod.Containing(window, day);
            if (open.EndExclusive + finalAfter <= now)
            {
                yield return open;
            }
        }

        if (Next(window) is { } next && next.EndExclusive <= now)
        {
            yield return next;
        }
    }

    private PublicationPeriod? Next(StatsWindowKind window)
    {
        if (NewestPublished is { } newest)
        {
            return PublicationPeriod.Containing(window, newest).Next;
        }

        if (FirstDay is not { } first)
        {
            return null;
        }

        // A period whose first rows are purged can no longer be computed correctly.
        var earliest = PublicationPeriod.Containing(window, first);
        return earliest.FirstDay <= LastSealedDay ? earliest.Next : earliest;
    }
}

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
