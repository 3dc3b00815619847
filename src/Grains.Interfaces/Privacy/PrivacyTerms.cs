using System.Collections.Immutable;

namespace ToolTime.Privacy;

/// <summary>The rules in force and the numbers in them.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PrivacyTerms3")]
public sealed record PrivacyTerms
{
    /// <summary>The rules, in order.</summary>
    [Id(0)] public required ImmutableArray<PrivacyRule> Rules { get; init; }

    /// <summary>The minimum number of distinct submitters behind every published figure.</summary>
    [Id(1)] public required int MinimumSubmitters { get; init; }

    /// <summary>The minimum number of submitters for quartiles.</summary>
    [Id(2)] public required int MinimumForQuartiles { get; init; }

    /// <summary>The minimum number of submitters for the outer deciles.</summary>
    [Id(3)] public required int MinimumForDeciles { get; init; }

    /// <summary>The minimum number of observed calls for a submitter's own error rate to count.</summary>
    [Id(4)] public required int ObservedCallsOfRate { get; init; }

    /// <summary>The maximum number of a name's calls that count per day.</summary>
    [Id(5)] public required int CallsOfName { get; init; }

    /// <summary>The maximum number of a dimension's calls that count per day.</summary>
    [Id(6)] public required int CallsOfDimension { get; init; }

    /// <summary>The maximum number of names in a dimension that count per day.</summary>
    [Id(7)] public required int NamesOfDimension { get; init; }

    /// <summary>How long after its end a week or four-week window becomes final.</summary>
    [Id(8)] public required TimeSpan FinalAfter { get; init; }

    /// <summary>Days after which rows are purged.</summary>
    [Id(9)] public required int RawDays { get; init; }

    /// <summary>Days for which a deletion is remembered.</summary>
    [Id(10)] public required int DeletionDays { get; init; }

    /// <summary>The version of the name list.</summary>
    [Id(11)] public required string NamesVersion { get; init; }

    /// <summary>True if no threshold is below the shipped one.</summary>
    [Id(12)] public required bool IsShipped { get; init; }

    /// <summary>How often the server checks whether the newest seven days are due.</summary>
    [Id(13)] public required TimeSpan Interval { get; init; }
}

/// <summary>A rule in force.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PrivacyRule")]
public sealed record PrivacyRule
{
    /// <summary>Its name, such as <c>threshold</c>; docs/privacy.md explains it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What it does, in a sentence or two, with the numbers in force.</summary>
    [Id(1)] public required string Text { get; init; }
}
