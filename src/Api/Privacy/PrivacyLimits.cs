using ToolTime.Privacy;

namespace ToolTime.Api.Privacy;

/// <summary>The numbers in the rules in force.</summary>
internal sealed record PrivacyLimits
{
    public required int MinimumSubmitters { get; init; }

    public required int MinimumForValues { get; init; }

    public required int MinimumForDeciles { get; init; }

    public required int MinimumForRates { get; init; }

    public required int LargestMargin { get; init; }

    public required int MatureDays { get; init; }

    public required double MatureHours { get; init; }

    public required int SubmitterStep { get; init; }

    public required int CallDigits { get; init; }

    public required int RateDigits { get; init; }

    public required double LargestShare { get; init; }

    public required double LargestShareOfTwo { get; init; }

    public required int LiarsWithstood { get; init; }

    public required double LargestMove { get; init; }

    public required int CallsOfNamePerDay { get; init; }

    public required int CallsOfKindPerDay { get; init; }

    public required int NamesOfKindPerDay { get; init; }

    public required double GraceHours { get; init; }

    public required int RawDays { get; init; }

    public required int DeletionDays { get; init; }

    public required string NamesVersion { get; init; }

    public static PrivacyLimits Of(PrivacyTerms terms) => new()
    {
        MinimumSubmitters = terms.MinimumSubmitters,
        MinimumForValues = terms.MinimumForValues,
        MinimumForDeciles = terms.MinimumForDeciles,
        MinimumForRates = terms.MinimumForRates,
        LargestMargin = terms.LargestMargin,
        MatureDays = terms.MatureDays,
        MatureHours = terms.MatureAge.TotalHours,
        SubmitterStep = terms.SubmitterStep,
        CallDigits = terms.CallDigits,
        RateDigits = terms.RateDigits,
        LargestShare = terms.LargestShare,
        LargestShareOfTwo = terms.LargestShareOfTwo,
        LiarsWithstood = terms.LiarsWithstood,
        LargestMove = terms.LargestMove,
        CallsOfNamePerDay = terms.CallsOfName,
        CallsOfKindPerDay = terms.CallsOfDimension,
        NamesOfKindPerDay = terms.NamesOfDimension,
        GraceHours = terms.Grace.TotalHours,
        RawDays = terms.RawDays,
        DeletionDays = terms.DeletionDays,
        NamesVersion = terms.NamesVersion,
    };
}
