namespace ToolTime.Operators;

/// <summary>
/// How much of a publication was hidden and by which rule of docs/privacy.md, in numbers; which names, nobody is told. A detail is what else is
/// told of a cell than its submitters.
/// </summary>
[GenerateSerializer, Immutable, Alias("ToolTime.HiddenFigures")]
public sealed record HiddenFigures
{
    /// <summary>Submitters that counted.</summary>
    [Id(0)] public required int Submitters { get; init; }

    /// <summary>Submitters that did not count yet (P6).</summary>
    [Id(1)] public required int Immature { get; init; }

    /// <summary>Cells in which somebody was counted.</summary>
    [Id(2)] public required int Cells { get; init; }

    /// <summary>Cells hidden for too few submitters (P6).</summary>
    [Id(3)] public required int CellsOfFew { get; init; }

    /// <summary>Cells hidden since they would follow from others (P11).</summary>
    [Id(4)] public required int CellsThatFollow { get; init; }

    /// <summary>Details that cells of enough submitters could have.</summary>
    [Id(5)] public required int Details { get; init; }

    /// <summary>Details hidden for too few submitters behind them (P7).</summary>
    [Id(6)] public required int DetailsOfFew { get; init; }

    /// <summary>Sums hidden since one or two submitters made too much of them (P10).</summary>
    [Id(7)] public required int DetailsOfOneOrTwo { get; init; }

    /// <summary>Details hidden since they would follow from others (P11).</summary>
    [Id(8)] public required int DetailsThatFollow { get; init; }

    /// <summary>Rates hidden since few could move their medians (P13).</summary>
    [Id(9)] public required int DetailsUnsteady { get; init; }
}
