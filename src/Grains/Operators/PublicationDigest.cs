using ToolTime.Operators;

namespace ToolTime.Grains.Operators;

/// <summary>Makes of a published period what operators see.</summary>
internal static class PublicationDigest
{
    public static ListedPublication From(RegisteredPublication publication) => new()
    {
        Window = publication.Period.ToString(),
        PublishedAt = publication.PublishedAt,
        Cells = publication.Cells,
        IsFinal = publication.IsFinal,
    };
}
