using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>Says how each figure was made: window, limits, rounding, clamping; with the numbers in force.</summary>
internal static class Notes
{
    /// <summary>The notes of a window.</summary>
    public static IEnumerable<(string Id, string Term, string Text)> For(PrivacyTerms terms, StatsQuery query)
    {
        yield return (
            "how-submitters",
            "Submitters",
            $"Distinct tokens, exactly; a name is shown from {terms.MinimumSubmitters} on. A token stands for one machine for four weeks, so this counts tokens, not people."
        );
        yield return (
            "how-adoption",
            "Adoption",
            "Submitters of the name over all submitters of the window, or of the client, in whole percents. In brackets the 95% interval by Wilson's score: how far it could be from that of everybody, if those who report were drawn at random."
        );
        yield return (
            "how-errors",
            "Errors",
            $"Median: the error rate of the submitter in the middle, of those with {Figure.Count(terms.ObservedCallsOfRate, "observed call")} or more. Beside it errors over observed calls, in which heavy users weigh more. To a tenth of a percent. A call that was not observed is not counted as a success."
        );
        yield return ("how-rejections", "Rejected", "Calls that the user refused, over the calls for which that was counted.");
        yield return (
            "how-duration",
            "Duration",
            $"How long a call ran in the middle: the median of submitters' own medians, of those with {Figure.Count(terms.ObservedCallsOfRate, "timed call")} or more, to two significant digits. Time in which the user was asked for leave is not in it. A submitter's own median is that of its days' medians, each as often as it has timed calls."
        );
        yield return ("how-typed", "Typed", "Invocations of a skill that the user typed, over those of which it is known; the others the agent began.");
        yield return ("how-median", "Median calls", "Calls of the submitter in the middle, over the window, to two significant digits.");
        yield return (
            "how-calls",
            "Calls",
            $"A sum over submitters and all clients, to two significant digits; not published of one client, nor of four weeks. Of a submitter {Figure.Count(terms.CallsOfName, "call")} of a name and {terms.CallsOfDimension:N0} of a kind count a day."
        );
        yield return (
            "how-hidden",
            "—",
            $"A dash is not zero: the figure was not measured, or has fewer than {Figure.Count(terms.MinimumSubmitters, "submitter")} behind it."
        );
        yield return ("how-window", "Window", WindowNote(terms, query.Window));
        yield return (
            "how-names",
            "Names",
            $"Only names from public lists are shown (list of {terms.NamesVersion}); all others count under one row, “others”."
        );
    }

    /// <summary>The notes that a name's page needs.</summary>
    public static IEnumerable<(string Id, string Term, string Text)> OfName(PrivacyTerms terms) =>
        For(terms, StatsQuery.Default)
            .Where(note => note.Id != "how-names")
            .Append((
                "how-also",
                "Also used",
                "Of the 200 servers, skills and plugins that most submitters use, the pairs that at least 20 submitters use both of, and more of them than chance explains among people of the same client who use about as many names: at 1% over all pairs together, by Chernoff's bound and Holm's correction. In the order of how many times more than by chance."
            ));

    /// <summary>Which window a document covers, in words.</summary>
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
                $"Today and the six days before, UTC; in the first days of a token's four weeks the days so far, or the week before them. Computed again once {Figure.Count(terms.MinimumSubmitters, "submitter")} reported or deleted since, else once a day.",
            StatsWindowKind.Week =>
                $"Monday to Sunday, UTC. Computed at its end, and a last time {Figure.Count(terms.FinalAfter.TotalDays, "day")} later, when no report of it is accepted any more.",
            _ =>
                $"The four ISO weeks for which a token is good, so nobody counts twice. Computed at their end, and a last time {Figure.Count(terms.FinalAfter.TotalDays, "day")} later.",
        };
}
