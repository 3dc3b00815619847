using ToolTime.Privacy;
using ToolTime.Publication;

namespace ToolTime.Api.Pages;

/// <summary>Says how each figure was made: window, limits, rounding, clamping; with the numbers in force.</summary>
internal static class Notes
{
    /// <summary>The notes of a window.</summary>
    public static IEnumerable<(string Id, string Term, string Text)> Of(PrivacyTerms terms, StatsQuery query) => query.Window == StatsWindowKind.SevenDays
        ? Of(terms with { MinimumSubmitters = terms.MinimumForValues }, addsUp: false).Select(note => note.Id switch
        {
            "how-calls" => note with { Text = note.Text.Replace($"{terms.CallDigits} significant digits", "one significant digit", StringComparison.Ordinal) },
            "how-median" => note with { Text = note.Text.Replace("the week", "the seven days", StringComparison.Ordinal) },
            "how-window" => note with { Text = SevenDays(terms) },
            _ => note,
        })
        : Of(terms, query.AddsUp);

    private static string SevenDays(PrivacyTerms terms) =>
        "Seven UTC days, published a quarter of an hour after the last of them, each day but on Mondays and in the first eight days of the four weeks that a token is good for. A row stays as it is "
        + $"until {terms.MinimumSubmitters} submitters, plus a secret margin of 0 to {terms.LargestMargin}, have entered or left it, so it may be of earlier days than the window; the data behind this page say which.";

    private static IEnumerable<(string Id, string Term, string Text)> Of(PrivacyTerms terms, bool addsUp)
    {
        yield return ("how-submitters", "Submitters",
            "Distinct tokens whose reports count. A token stands for one person's machine for four weeks, so this counts tokens, not people. "
            + (addsUp ? "Where weeks or clients are added up, it is the largest of them, so read it as “at least”. " : "")
            + $"Rounded down to {terms.SubmitterStep}. A name is told from {terms.MinimumSubmitters} submitters on, plus a secret margin of 0 to {terms.LargestMargin}, by which the number is told too low; "
            + $"they count once their reports came on {terms.MatureDays} days, the first {terms.MatureAge.TotalHours:0} hours before the publication.");
        yield return ("how-adoption", "Adoption", "Submitters of the name over all submitters of the window, from the rounded numbers, to one percentage point.");
        yield return ("how-calls", "Calls",
            $"A sum over submitters, told from {terms.MinimumForValues} submitters on and rounded to {terms.CallDigits} significant digits. It is clamped: of a submitter, "
            + $"{terms.CallsOfName:N0} calls of a name and {terms.CallsOfDimension:N0} of a kind count a day. It is hidden where one submitter made over {terms.LargestShare:P0} of it, or two over {terms.LargestShareOfTwo:P0}.");
        yield return ("how-median", "Median calls",
            addsUp ? "Calls of the submitter in the middle, over the window. Medians do not add up, so a sum of weeks or clients has none."
                : $"Calls of the submitter in the middle, over the week; told from {terms.MinimumForValues} submitters on.");
        yield return ("how-errors", "Errors",
            (addsUp ? "Errors over observed calls, of the weeks and clients that tell both, to one percentage point; each told its errors by the mean of its submitters’ own rates. Medians do not add up, so a sum of weeks or clients has none."
                : $"Median: the error rate of the submitter in the middle, of those with five observed calls or more{Steadiness(terms)}. Mean: of their rates, each counted at most ten percentage points, or two calls, "
                + $"from the median; told beside a median from {terms.MinimumForRates} submitters on, more where they make few calls{Blur(terms)}. Both to one percentage point.")
            + " A call that was not observed is not counted as a success.");
        yield return ("how-rejections", "Rejected",
            "Calls that the user refused, over the calls for which that was counted: "
            + (addsUp ? "of the weeks and clients that tell both, as with errors." : "the mean of submitters’ own rates, made as that of errors is; told from as many submitters."));
        yield return ("how-hidden", "—", "A dash is not zero: the figure was not measured, too few stand behind it, few could move it, or it could be had by subtracting.");
        yield return ("how-window", "Window",
            addsUp ? "Sums of published weeks alone. Each week runs from Monday to Sunday, UTC, and never changes once published."
                : $"Monday to Sunday, UTC. A week takes reports until {terms.Grace.TotalHours:0} hours after its end, is published a quarter of an hour later, and never changes.");
        yield return ("how-names", "Names",
            $"Only names from public lists are told (list of {terms.NamesVersion}); all others count under one row, “others”. At most 100 tools and 50 of each other kind are shown, by calls, then submitters.");
    }

    private static string Steadiness(PrivacyTerms terms) => terms.LiarsWithstood == 0 ? ""
        : $"; told only where leaving out any {terms.LiarsWithstood} of them would move it by at most {100 * terms.LargestMove:0.##} percentage points, so that few liars cannot";

    private static string Blur(PrivacyTerms terms) => terms.LargestMargin == 0 ? "" : ", and off by a secret blur of up to two points";

    /// <summary>The notes that a name's page needs.</summary>
    public static IEnumerable<(string Id, string Term, string Text)> OfName(PrivacyTerms terms) =>
        Of(terms, addsUp: false).Where(note => note.Id != "how-names");

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
