using ToolTime.Operators;

namespace ToolTime.Api.Operators.Pages;

/// <summary>Published weeks, and how much of each was hidden by which rule. No name is in it.</summary>
internal static class PublicationTables
{
    public static IReadOnlyList<OperatorTable> Of(IReadOnlyList<ListedPublication> weeks) => [Weeks(weeks), Cells(weeks), DetailsOf(weeks)];

    private static OperatorTable Weeks(IReadOnlyList<ListedPublication> weeks) => new(
        "weeks",
        "Weeks",
        "Submitters that counted, and those that did not yet: their reports came on too few days, or too late (P6).",
        ["Week", "Published", "Submitters", "Not yet"],
        [.. weeks.Select(week => (IReadOnlyList<string?>)[week.IsoWeek, OperatorFigure.Instant(week.PublishedAt.ToUnixTimeSeconds()), Count(week.Hidden?.Submitters), Count(week.Hidden?.Immature)])]);

    private static OperatorTable Cells(IReadOnlyList<ListedPublication> weeks) => new(
        "cells",
        "Cells",
        "A cell is a name, over all clients or of one. Hidden for too few submitters (P6), or since it would follow from others (P11).",
        ["Week", "Counted", "Told", "Too few", "Would follow"],
        [.. weeks.Select(week => (IReadOnlyList<string?>)[week.IsoWeek, Count(week.Hidden?.Cells), Count(week.CellsTold), Count(week.Hidden?.CellsOfFew), Count(week.Hidden?.CellsThatFollow)])]);

    private static OperatorTable DetailsOf(IReadOnlyList<ListedPublication> weeks) => new(
        "details",
        "Details of cells",
        "What else than submitters is told of cells of enough submitters: sums, rates, medians. Hidden for too few behind it (P7), for few who could move rates (P13), for one or two who made too much of a sum (P10), or since it would follow from others (P11).",
        ["Week", "Possible", "Too few", "Could move", "One or two", "Would follow"],
        [.. weeks.Select(week => (IReadOnlyList<string?>)[week.IsoWeek, Count(week.Hidden?.Details), Count(week.Hidden?.DetailsOfFew), Count(week.Hidden?.DetailsUnsteady), Count(week.Hidden?.DetailsOfOneOrTwo), Count(week.Hidden?.DetailsThatFollow)])]);

    private static string? Count(int? count) => OperatorFigure.Count(count);
}
