using ToolTime.Operators;

namespace ToolTime.Grains.Operators;

/// <summary>Makes of a published week what operators see.</summary>
internal static class PublicationDigest
{
    public static ListedPublication Of(RegisteredPublication publication) => new()
    {
        IsoWeek = publication.Week.ToString(),
        PublishedAt = publication.PublishedAt,
        Cells = publication.Cells,
    };
}
