namespace ToolTime.Privacy;

/// <summary>A rule in force.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.PrivacyRule")]
public sealed record PrivacyRule
{
    /// <summary>Its name, such as <c>threshold</c>; docs/privacy.md explains it.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What it does, in a sentence or two, with the numbers in force.</summary>
    [Id(1)] public required string Text { get; init; }
}
