using System.Collections.Immutable;

namespace ToolTime.Publication;

/// <summary>What a front end gets when it asks for the current publication of a window.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PublicationAnswer")]
public abstract record PublicationAnswer
{
    private PublicationAnswer()
    {
    }

    /// <summary>The one that the front end holds is current.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.PublicationAnswer.Unchanged")]
    public sealed record Unchanged : PublicationAnswer;

    /// <summary>Another one is current.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.PublicationAnswer.Newer")]
    public sealed record Newer : PublicationAnswer
    {
        /// <summary>The bytes to serve as they are: JSON in UTF-8.</summary>
        [Id(0)] public required ImmutableArray<byte> Body { get; init; }

        /// <summary>The entity tag of the bytes, with its quotes.</summary>
        [Id(1)] public required string ETag { get; init; }
    }
}
