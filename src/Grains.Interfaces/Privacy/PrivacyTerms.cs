using System.Collections.Immutable;

namespace ToolTime.Privacy;

/// <summary>The rules in force and the numbers in them.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PrivacyTerms")]
public sealed record PrivacyTerms
{
    /// <summary>The rules, by number.</summary>
    [Id(0)] public required ImmutableArray<PrivacyRule> Rules { get; init; }

    /// <summary>Submitters from which a cell is published, before the secret margin.</summary>
    [Id(1)] public required int MinimumSubmitters { get; init; }

    /// <summary>Submitters from which sums, medians and quartiles are published.</summary>
    [Id(2)] public required int MinimumForValues { get; init; }

    /// <summary>Submitters from which outer deciles are published.</summary>
    [Id(3)] public required int MinimumForDeciles { get; init; }

    /// <summary>The largest secret margin.</summary>
    [Id(4)] public required int LargestMargin { get; init; }

    /// <summary>UTC days on which a mature submitter's reports came.</summary>
    [Id(5)] public required int MatureDays { get; init; }

    /// <summary>How long before the publication a mature submitter's first report came.</summary>
    [Id(6)] public required TimeSpan MatureAge { get; init; }

    /// <summary>The step to which submitters are rounded down.</summary>
    [Id(7)] public required int SubmitterStep { get; init; }

    /// <summary>Significant digits of calls.</summary>
    [Id(8)] public required int CallDigits { get; init; }

    /// <summary>Decimal digits of rates and shares, as parts of 1.</summary>
    [Id(9)] public required int RateDigits { get; init; }

    /// <summary>The largest share of a sum of one submitter.</summary>
    [Id(10)] public required double LargestShare { get; init; }

    /// <summary>The largest share of a sum of two submitters.</summary>
    [Id(11)] public required double LargestShareOfTwo { get; init; }

    /// <summary>Calls of a name that count on a day.</summary>
    [Id(12)] public required int CallsOfName { get; init; }

    /// <summary>Calls of a dimension that count on a day.</summary>
    [Id(13)] public required int CallsOfDimension { get; init; }

    /// <summary>Names of a dimension that count on a day.</summary>
    [Id(14)] public required int NamesOfDimension { get; init; }

    /// <summary>How long after its end a week takes reports in.</summary>
    [Id(15)] public required TimeSpan Grace { get; init; }

    /// <summary>Days after which rows are purged.</summary>
    [Id(16)] public required int RawDays { get; init; }

    /// <summary>Days for which a deletion is remembered.</summary>
    [Id(17)] public required int DeletionDays { get; init; }

    /// <summary>The version of the list of names.</summary>
    [Id(18)] public required string NamesVersion { get; init; }

    /// <summary>True where every limit is at least as strict as those that ship.</summary>
    [Id(19)] public required bool IsStrict { get; init; }

    /// <summary>Submitters whom a median of rates that is told withstands.</summary>
    [Id(20)] public required int LiarsWithstood { get; init; }

    /// <summary>By how much they may move it, as a part of 1.</summary>
    [Id(21)] public required double LargestMove { get; init; }

    /// <summary>Submitters with a rate of their own, from which a mean of these is published at the earliest.</summary>
    [Id(22)] public required int MinimumForRates { get; init; }
}
