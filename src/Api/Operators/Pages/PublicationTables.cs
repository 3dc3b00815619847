using ToolTime.Operators;

namespace ToolTime.Api.Operators.Pages;

/// <summary>Published weeks.</summary>
internal static class PublicationTables
{
    public static IReadOnlyList<OperatorTable> Create(IReadOnlyList<ListedPublication> weeks) =>
    [
        new("weeks", "Weeks", "A cell is a name, over all clients or of one.", ["Week", "Published", "Cells"],
            [.. weeks.Select(week => (IReadOnlyList<string?>)[week.IsoWeek, OperatorFigure.Instant(week.PublishedAt.ToUnixTimeSeconds()), OperatorFigure.Count(week.Cells)])]),
    ];
}
