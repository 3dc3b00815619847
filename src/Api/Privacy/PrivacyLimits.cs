using ToolTime.Privacy;

namespace ToolTime.Api.Privacy;

/// <summary>The numbers in the rules in force.</summary>
internal sealed record PrivacyLimits
{
    public required int MinimumSubmitters { get; init; }

    public required int MinimumForQuartiles { get; init; }

    public required int MinimumForDeciles { get; init; }

    public required int ObservedCallsOfRate { get; init; }

    public required int CallsOfNamePerDay { get; init; }

    public required int CallsOfKindPerDay { get; init; }

    public required int NamesOfKindPerDay { get; init; }

    public required double FinalAfterHours { get; init; }

    public required double IntervalHours { get; init; }

    public required int RawDays { get; init; }

    public required int DeletionDays { get; init; }

    public required string NamesVersion { get; init; }

    public static PrivacyLimits From(PrivacyTerms terms) => new()
    {
        MinimumSubmitters = terms.MinimumSubmitters,
        MinimumForQuartiles = terms.MinimumForQuartiles,
        MinimumForDeciles = terms.MinimumForDeciles,
        ObservedCallsOfRate = terms.ObservedCallsOfRate,
        CallsOfNamePerDay = terms.CallsOfName,
        CallsOfKindPerDay = terms.CallsOfDimension,
        NamesOfKindPerDay = terms.NamesOfDimension,
        FinalAfterHours = terms.FinalAfter.TotalHours,
        IntervalHours = terms.Interval.TotalHours,
        RawDays = terms.RawDays,
        DeletionDays = terms.DeletionDays,
        NamesVersion = terms.NamesVersion,
    };
}
