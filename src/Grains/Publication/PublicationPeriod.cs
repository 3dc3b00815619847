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
