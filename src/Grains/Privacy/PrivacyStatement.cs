using ToolTime.Grains.Deletion;
using ToolTime.Grains.Maintenance;
using ToolTime.Grains.Publication;
using ToolTime.Names;
using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>The rules in force, each stated by the code that applies it.</summary>
internal static class PrivacyStatement
{
    public static PrivacyTerms Of(PrivacyOptions limits, PublicationOptions publication, RetentionOptions retention, NameList names) => new()
    {
        Rules =
        [
            FoldedNames.State(names), SecretMargin.State(limits), Maturity.State(limits), DetailLevels.State(limits), publication.State(), Renewal.State(limits), CombinedCell.State(),
            Rounding.State(limits), Clamping.State(), Dominance.State(limits), ComplementaryHiding.State(), Steadiness.State(limits), MeanRate.State(limits), retention.State(),
        ],
        MinimumSubmitters = limits.MinimumSubmitters,
        MinimumForValues = limits.MinimumForValues,
        MinimumForDeciles = DetailLevels.MinimumFor(Detail.Deciles, limits),
        MinimumForRates = MeanRate.Minimum(limits),
        LargestMargin = limits.LargestMargin,
        MatureDays = limits.MatureDays,
        MatureAge = limits.MatureAge,
        SubmitterStep = limits.SubmitterStep,
        CallDigits = limits.CallDigits,
        RateDigits = limits.RateDigits,
        LargestShare = limits.LargestShare,
        LargestShareOfTwo = limits.LargestShareOfTwo,
        CallsOfName = Clamping.CallsOfName,
        CallsOfDimension = Clamping.CallsOfDimension,
        NamesOfDimension = Clamping.NamesOfDimension,
        Grace = publication.Grace,
        RawDays = retention.RawDays,
        DeletionDays = (int)Tombstone.Lifetime.TotalDays,
        NamesVersion = names.Version,
        LiarsWithstood = limits.LiarsWithstood,
        LargestMove = limits.LargestMove,
        IsStrict = IsStrict(limits, new()),
    };

    private static bool IsStrict(PrivacyOptions limits, PrivacyOptions shipped) =>
        limits.MinimumSubmitters >= shipped.MinimumSubmitters
        && limits.MinimumForValues >= shipped.MinimumForValues
        && limits.MinimumForDeciles >= shipped.MinimumForDeciles
        && limits.LargestMargin >= shipped.LargestMargin
        && limits.MatureDays >= shipped.MatureDays
        && limits.MatureAge >= shipped.MatureAge
        && limits.SubmitterStep >= shipped.SubmitterStep
        && limits.CallDigits <= shipped.CallDigits
        && limits.RateDigits <= shipped.RateDigits
        && limits.LargestShare <= shipped.LargestShare
        && limits.LargestShareOfTwo <= shipped.LargestShareOfTwo
        && limits.LiarsWithstood >= shipped.LiarsWithstood
        && limits.LargestMove <= shipped.LargestMove;
}
