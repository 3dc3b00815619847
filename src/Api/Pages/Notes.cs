using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>Explains how each figure was computed: window, limits, rounding, clamping, with the numbers in force.</summary>
internal static class Notes
{
    /// <summary>The notes for a window's page.</summary>
    public static IEnumerable<(string Id, string Term, string Text)> For(PrivacyTerms terms, StatsQuery query)
    {
        yield return (
            "how-submitters",
            "Submitters",
            $"Distinct tokens, an exact count; a name is shown from {terms.MinimumSubmitters} on. A token represents one machine for four weeks, so this counts tokens, not people."
        );
        yield return (
            "how-adoption",
            "Adoption",
            "Submitters of the name over all submitters of the window, or of the client, in whole percents. In brackets, the 95% interval by Wilson's score: how far it may be from the true share, if submitters were a random sample."
        );
        yield return (
            "how-errors",
            "Errors",
            $"Median: that of submitters' own error rates, for those with {Figure.Count(terms.ObservedCallsOfRate, "observed call")} or more. Next to it, errors over observed calls, in which heavy users weigh more. To a tenth of a percent. A call that was not observed does not count as a success."
        );
        yield return ("how-rejections", "Rejected", "Calls that the user rejected, over the calls for which rejections were counted.");
        yield return (
            "how-duration",
            "Duration",
            $"How long a call took: the median of submitters' own medians, for those with {Figure.Count(terms.ObservedCallsOfRate, "timed call")} or more, to two significant digits. Time spent asking the user for permission is excluded. A submitter's own median is the median of its days' medians, weighted by timed calls."
        );
        yield return ("how-typed", "Typed", "A skill's invocations that the user typed, over those whose origin is known; the others were started by the agent.");
        yield return ("how-median", "Median calls", "The median of submitters' calls in the window, to two significant digits.");
        yield return (
            "how-calls",
            "Calls",
            $"A sum over submitters and all clients, to two significant digits; not published for one client, nor for four weeks. Per submitter and day, at most {Figure.Count(terms.CallsOfName, "call")} of a name and {terms.CallsOfDimension:N0} of a kind count."
        );
        yield return (
            "how-hidden",
            "—",
            $"A dash is not zero: the figure was not measured, or has fewer than {Figure.Count(terms.MinimumSubmitters, "submitter")}."
        );
        yield return ("how-window", "Window", WindowNote(terms, query.Window));
        yield return (
            "how-names",
            "Names",
            $"Only names from public lists are shown (list of {terms.NamesVersion}); all others count under one row, “others”."
        );
    }

    /// <summary>The notes for a name's page.</summary>
    /// <param name="terms">The rules in force.</param>
    /// <param name="shown">The ids of the notes on what the page shows.</param>
    public static IEnumerable<(string Id, string Term, string Text)> OfName(PrivacyTerms terms, IReadOnlySet<string> shown) =>
        For(terms, StatsQuery.Default)
            .Append((
                Id: "how-also",
                Term: "Also used",
                Text: "Pairs among the 200 servers, skills and plugins with most submitters that at least 20 submitters use together, and more often than by chance among people of the same client who use about as many names: at a 1% level over all pairs, by Chernoff's bound and Holm's correction. Ordered by how many times more than by chance."
            ))
            .Where(note => shown.Contains(note.Id));

    /// <summary>The window that a document covers, in words.</summary>
    public static string WindowOf(StatsDocument stats, StatsQuery query) =>
        (stats.Window.From, stats.Window.To) switch
        {
            ({ } from, { } to) when query.Window == StatsWindowKind.FourWeeks => $"4 weeks, {Figure.Days(from, to)}",
            ({ } from, { } to) when query.Window == StatsWindowKind.Week =>
                $"Week {Calendar.IsoWeek.Containing(from)}, {Figure.Days(from, to)}",
            ({ } from, { } to) => $"{Figure.Count(to.DayNumber - from.DayNumber + 1, "day")}, {Figure.Days(from, to)}",
            _ => "Nothing published yet",
        };

    private static string WindowNote(PrivacyTerms terms, StatsWindowKind window) =>
        window switch
        {
            StatsWindowKind.SevenDays =>
                $"Today and the six days before, UTC; in the first days of a token's four weeks, the days so far or the week before them. Recomputed once {Figure.Count(terms.MinimumSubmitters, "submitter")} have reported or deleted since; otherwise once a day.",
            StatsWindowKind.Week =>
                $"Monday to Sunday, UTC. Computed at its end, and for the last time {Figure.Count(terms.FinalAfter.TotalDays, "day")} later, when its reports are no longer accepted.",
            _ =>
                $"The four ISO weeks for which a token is valid, so no one counts twice. Computed at their end, and for the last time {Figure.Count(terms.FinalAfter.TotalDays, "day")} later.",
        };
}
