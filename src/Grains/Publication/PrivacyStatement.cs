using ToolTime.Grains.CoUse;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Privacy;
using ToolTime.Submissions;

namespace ToolTime.Grains.Publication;

/// <summary>The rules in force, each described by the code that applies it.</summary>
internal static class PrivacyStatement
{
    public static PrivacyTerms Create(
        PrivacyOptions privacy,
        PublicationOptions publication,
        IngestionOptions ingestion,
        RetentionOptions retention,
        NameList names
    ) =>
        new()
        {
            Rules =
            [
                NormalizedNames.Describe(names),
                new Threshold(privacy.MinimumSubmitters).Describe(),
                ComplementarySuppression.Describe(),
                CoUseCandidates.Describe(new(privacy.MinimumSubmitters)),
                Rounding.Describe(),
                Clamping.Describe(),
                new Batching(privacy.MinimumSubmitters).Describe(),
                PublicationOptions.Describe(PublicationOptions.FinalAfter(ingestion)),
                retention.Describe(),
            ],
            MinimumSubmitters = privacy.MinimumSubmitters,
            MinimumForQuartiles = Threshold.ForQuartiles,
            MinimumForDeciles = Threshold.ForDeciles,
            ObservedCallsOfRate = CellTally.ObservedCallsOfRate,
            CallsOfName = Clamping.CallsOfName,
            CallsOfDimension = Clamping.CallsOfDimension,
            NamesOfDimension = Clamping.NamesOfDimension,
            FinalAfter = PublicationOptions.FinalAfter(ingestion),
            Interval = publication.Interval,
            RawDays = retention.RawDays,
            DeletionDays = (int)Tombstone.Lifetime.TotalDays,
            NamesVersion = names.Version,
            IsShipped = privacy.MinimumSubmitters >= PrivacyOptions.ShippedMinimum,
        };
}
