using ToolTime.Operators;

namespace ToolTime.Api.Operators.Pages;

/// <summary>Published weeks.</summary>
internal static class PublicationTables
{
    public static IReadOnlyList<OperatorTable> Create(IReadOnlyList<ListedPublication> weeks) =>
        [
            new(
                "weeks",
                "Weeks",
                "A cell is a name, over all clients or for one.",
                ["Window", "Published", "Final", "Cells"],
                [
                    .. weeks.Select(week =>
                        (IReadOnlyList<string?>)
                            [
                                week.Window,
                                OperatorFigure.Instant(week.PublishedAt.ToUnixTimeSeconds()),
                                week.IsFinal ? "yes" : "not yet",
                                OperatorFigure.Count(week.Cells),
                            ]
                    ),
                ]
            ),
        ];
}
