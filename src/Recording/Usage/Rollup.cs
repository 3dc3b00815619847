namespace ToolTime.Recording.Usage;

/// <summary>rollups/&lt;day&gt;.json: what a day's events came to on the whole machine.</summary>
internal sealed record Rollup
{
    public required DateOnly Day { get; init; }

    public required int Events { get; init; }

    /// <summary>
    /// How long the file of the day's events was. One that has grown since is counted again, however old it is; 0 where an older version
    /// counted.
    /// </summary>
    public long EventBytes { get; init; }

    /// <summary>Lines of the record that could not be read.</summary>
    public required int TornLines { get; init; }

    /// <summary>Names that cells cannot hold (see <see cref="CellName"/>). They count in no cell.</summary>
    public required int NamesLeftOut { get; init; }

    public required SortedDictionary<string, DayCell> Clients { get; init; }
}
