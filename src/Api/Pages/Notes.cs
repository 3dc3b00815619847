using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>Says how each figure was made: window, limits, rounding, clamping; with the numbers in force.</summary>
internal static class Notes
{
    /// <summary>The notes of a window.</summary>
    public static IEnumerable<(string Id, string Term, string Text)> Of(PrivacyTerms terms, StatsQuery query) =>
        Of(terms, query.AddsUp, query.Window == StatsWindowKind.SevenDays);

    private static IEnumerable<(string Id, string Term, string Text)> Of(PrivacyTerms terms, bool addsUp, bool isSevenDays)
    {
        yield return ("how-submitters", "Submitters",
            $"Distinct tokens, exactly; a name is shown from {terms.MinimumSubmitters} on. A token stands for one person's machine for four weeks, so this counts tokens, not people."
            + (addsUp ? " Where weeks or clients are added up, it is the largest of them, so read it as “at least”." : ""));
        yield return ("how-adoption", "Adoption", "Submitters of the name over all submitters of the window, in whole percents, with the 95% interval by Wilson's score.");
        yield return ("how-calls", "Calls",
            $"A sum over submitters and all clients, to two significant digits. It is clamped: of a submitter, {terms.CallsOfName:N0} calls of a name and {terms.CallsOfDimension:N0} of a kind count a day.");
        yield return ("how-median", "Median calls",
            addsUp ? "Medians do not add up, so a sum of weeks or clients has none." : "Calls of the submitter in the middle, over the window, to two significant digits.");
        yield return ("how-errors", "Errors",
            $"Errors over observed calls, to a tenth of a percent. Median: the error rate of the submitter in the middle, of those with {terms.ObservedCallsOfRate} observed calls or more. A call that was not observed is not counted as a success.");
        yield return ("how-rejections", "Rejected", "Calls that the user refused, over the calls for which that was counted.");
        yield return ("how-hidden", "—", $"A dash is not zero: the figure was not measured, or fewer than {terms.MinimumSubmitters} submitters stand behind it.");
        yield return ("how-window", "Window",
            addsUp ? "Sums of published weeks alone. Each week runs from Monday to Sunday, UTC, and never changes once published."
            : isSevenDays ? "Seven UTC days, published a quarter of an hour after the last of them."
            : $"Monday to Sunday, UTC. A week takes reports until {terms.Grace.TotalHours:0} hours after its end, is published a quarter of an hour later, and never changes.");
        yield return ("how-names", "Names",
            $"Only names from public lists are shown (list of {terms.NamesVersion}); all others count under one row, “others”. At most 100 tools and 50 of each other kind are shown, by calls, then submitters.");
    }

    /// <summary>The notes that a name's page needs.</summary>
    public static IEnumerable<(string Id, string Term, string Text)> OfName(PrivacyTerms terms) =>
        Of(terms, addsUp: false, isSevenDays: false).Where(note => note.Id != "how-names");

    /// <summary>Which window a document covers, in words.</summary>
    public static string WindowOf(StatsDocument stats, StatsQuery query) => (stats.Window.From, stats.Window.To) switch
    {
        ({ } from, { } to) when query.Window.Weeks() > 1 => $"{query.Window.Weeks()} weeks, {Figure.Days(from, to)}",
        ({ } from, { } to) when query.Window == StatsWindowKind.Week => $"Week {Calendar.IsoWeek.Of(from)}, {Figure.Days(from, to)}",
        ({ } from, { } to) => $"7 days, {Figure.Days(from, to)}",
        _ when query.Window == StatsWindowKind.SevenDays => "7 days: nothing published yet",
        _ => "Nothing published yet",
    };
}
