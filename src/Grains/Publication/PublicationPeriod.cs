using ToolTime.Calendar;
using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

/// <summary>
/// An ISO week, or the four of an epoch: what is published at its end and a last time when no report of it is accepted any more.
/// </summary>
public readonly record struct PublicationPeriod
{
    private PublicationPeriod(StatsWindowKind window, DateOnly firstDay) => (Window, FirstDay) = (window, firstDay);

    /// <summary>The kind: a week, or four.</summary>
    public StatsWindowKind Window { get; }

    /// <summary>Its first day, a Monday.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => FirstDay.AddDays(Days - 1);

    /// <summary>The instant at which it is over.</summary>
    public DateTimeOffset EndExclusive => new(FirstDay.AddDays(Days), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The one that follows.</summary>
    public PublicationPeriod Next => new(Window, FirstDay.AddDays(Days));

    /// <summary>How it is asked for.</summary>
    public StatsQuery Query =>
        Window == StatsWindowKind.Week
            ? StatsQuery.OfWeek(IsoWeek.Containing(FirstDay))
            : StatsQuery.OfFourWeeks(IsoWeek.Containing(FirstDay));

    private int Days => Window == StatsWindowKind.Week ? 7 : Epoch.Days;

    /// <summary>The one that a day lies in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is no period: seven days move.</exception>
    public static PublicationPeriod Containing(StatsWindowKind window, DateOnly day) => window switch
    {
        StatsWindowKind.Week => new(window, IsoWeek.Containing(day).FirstDay),
        StatsWindowKind.FourWeeks => new(window, Epoch.Containing(day).FirstDay),
        _ => throw new ArgumentOutOfRangeException(nameof(window)),
    };

    /// <summary>As operators see it: <c>2026-W47</c>, or <c>4w:2026-W45</c>.</summary>
    public override string ToString() => Window == StatsWindowKind.Week ? IsoWeek.Containing(FirstDay).ToString() : Query.ToString();
}
