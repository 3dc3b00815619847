using System.Collections.Immutable;

namespace ToolTime.Publication;

/// <summary>The answer to a front end that asks for a window's current publication.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PublicationAnswer")]
public abstract record PublicationAnswer
{
    private PublicationAnswer()
    {
    }

    /// <summary>The front end already has the current one.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.PublicationAnswer.Unchanged")]
    public sealed record Unchanged : PublicationAnswer;

    /// <summary>The current one differs from the front end's.</summary>
    [GenerateSerializer, Immutable, Alias("ToolTime.PublicationAnswer.Newer")]
    public sealed record Newer : PublicationAnswer
    {
        /// <summary>UTF-8 JSON to serve as it is.</summary>
        [Id(0)] public required ImmutableArray<byte> Body { get; init; }

        /// <summary>The entity tag of the body, quotes included.</summary>
        [Id(1)] public required string ETag { get; init; }
    }
}
