using ToolTime.Publication;

namespace ToolTime.Grains.Publication;

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
