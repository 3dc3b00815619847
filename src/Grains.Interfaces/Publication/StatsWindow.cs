using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>What a publication covers.</summary>
public sealed record StatsWindow
{
    /// <summary>The window's name, such as <c>week</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The first UTC day; null where nothing is published yet.</summary>
    public required DateOnly? From { get; init; }

    /// <summary>The last UTC day; null where nothing is published yet.</summary>
    public required DateOnly? To { get; init; }

    /// <summary>When it was published, UTC; null where nothing is published yet.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Submitters from which a name is published.</summary>
    public required int MinimumSubmitters { get; init; }

    /// <summary>Submitters from which sums and medians are published.</summary>
    public required int MinimumForValues { get; init; }

    /// <summary>Submitters from which outer deciles are published; absent in what servers before this one published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MinimumForDeciles { get; init; }

    /// <summary>The largest secret margin on these minimums; absent as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LargestMargin { get; init; }

    /// <summary>The step to which submitters are rounded down; absent as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SubmitterStep { get; init; }

    /// <summary>Significant digits of sums; absent as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SumDigits { get; init; }

    /// <summary>Significant digits of other numbers of calls; absent as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CallDigits { get; init; }

    /// <summary>Decimal digits of rates and shares, as parts of 1; absent as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RateDigits { get; init; }

    /// <summary>True where the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }
}
