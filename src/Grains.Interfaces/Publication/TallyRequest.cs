namespace ToolTime.Publication;

/// <summary>What a tally is of.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TallyRequest")]
public sealed record TallyRequest
{
    /// <summary>The kind of window.</summary>
    [Id(0)] public required StatsWindowKind Window { get; init; }

    /// <summary>Its first UTC day.</summary>
    [Id(1)] public required DateOnly FirstDay { get; init; }

    /// <summary>Its last UTC day.</summary>
    [Id(2)] public required DateOnly LastDay { get; init; }

    /// <summary>The first byte of the submitters' ids, 0 to 255.</summary>
    [Id(3)] public required int FirstByte { get; init; }

    /// <summary>The byte after the last, 1 to 256.</summary>
    [Id(4)] public required int EndByte { get; init; }
}
