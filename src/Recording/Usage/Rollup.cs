namespace ToolTime.Recording.Usage;

/// <summary>rollups/&lt;day&gt;.json: a day's counts for the whole machine.</summary>
internal sealed record Rollup
{
    public required DateOnly Day { get; init; }

    public required int Events { get; init; }

    /// <summary>
    /// The length of the day's file of events. A file that has grown is counted again, however old; 0 if an older version counted.
    /// </summary>
    public long EventBytes { get; init; }

    /// <summary>Lines of the record that could not be read.</summary>
    public required int TornLines { get; init; }

    /// <summary>Names that cells cannot hold (see <see cref="CellName"/>). They count in no cell.</summary>
    public required int NamesLeftOut { get; init; }

    public required SortedDictionary<string, DayCell> Clients { get; init; }
}
