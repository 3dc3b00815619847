using System.Text.Json;

namespace ToolTime.Grains.Publication;

/// <summary>
/// How much of a week's publication was hidden and by which rule, in numbers: for operators, who see so whether the limits fit their
/// community. Which names were hidden is in none of them. A cell is a name, over all clients or of one; a detail is what else is told of a
/// cell than its submitters.
/// </summary>
public sealed record HiddenCounts
{
    /// <summary>Submitters that counted.</summary>
    public required int Submitters { get; init; }

    /// <summary>Submitters that did not count, since they were not mature (P6).</summary>
    public required int Immature { get; init; }

    /// <summary>Cells in which somebody was counted.</summary>
    public required int Cells { get; init; }

    /// <summary>Cells hidden for too few submitters (P6).</summary>
    public required int CellsOfFew { get; init; }

    /// <summary>Cells hidden since they would follow from others (P11).</summary>
    public required int CellsThatFollow { get; init; }

    /// <summary>Details that cells of enough submitters could have.</summary>
    public required int Details { get; init; }

    /// <summary>Details hidden for too few submitters behind them (P7).</summary>
    public required int DetailsOfFew { get; init; }

    /// <summary>Rates hidden since few could move their medians (P13); 0 in weeks that were published before there was that rule.</summary>
    public int DetailsUnsteady { get; init; }

    /// <summary>Sums hidden since one or two submitters made too much of them (P10).</summary>
    public required int DetailsOfOneOrTwo { get; init; }

    /// <summary>Details hidden since they would follow from others, those of cells hidden for that included (P11).</summary>
    public required int DetailsThatFollow { get; init; }

    /// <summary>The counts as they are stored.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, HiddenCountsJson.Default.HiddenCounts);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    public static HiddenCounts Decode(ReadOnlySpan<byte> stored) => JsonSerializer.Deserialize(stored, HiddenCountsJson.Default.HiddenCounts)!;
}
