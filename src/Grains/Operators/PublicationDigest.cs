using ToolTime.Operators;

namespace ToolTime.Grains.Operators;

/// <summary>Makes of a published week what operators see.</summary>
internal static class PublicationDigest
{
    public static ListedPublication Of(RegisteredPublication publication) => new()
    {
        IsoWeek = publication.Week.ToString(),
        PublishedAt = publication.PublishedAt,
        CellsTold = publication.Cells,
        Hidden = publication.Hidden is { } hidden
            ? new()
            {
                Submitters = hidden.Submitters,
                Immature = hidden.Immature,
                Cells = hidden.Cells,
                CellsOfFew = hidden.CellsOfFew,
                CellsThatFollow = hidden.CellsThatFollow,
                Details = hidden.Details,
                DetailsOfFew = hidden.DetailsOfFew,
                DetailsUnsteady = hidden.DetailsUnsteady,
                DetailsOfOneOrTwo = hidden.DetailsOfOneOrTwo,
                DetailsThatFollow = hidden.DetailsThatFollow,
            }
            : null,
    };
}
