using System.Collections.Immutable;

namespace ToolTime.Operators;

/// <summary>The newest published weeks, or that they cannot be had.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PublicationListing")]
public abstract record PublicationListing
{
    private PublicationListing()
    {
    }

    /// <summary>The weeks, the newest first.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.PublicationListing.Listed")]
    public sealed record Listed : PublicationListing
    {
        /// <summary>The weeks.</summary>
        [Id(0)] public required ImmutableArray<ListedPublication> Weeks { get; init; }
    }

    /// <summary>Storage could not answer.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.PublicationListing.Unavailable")]
    public sealed record Unavailable : PublicationListing;
}
