using System.Text.Json.Serialization;

namespace ToolTime.Api.Search;

/// <summary>The names that hold a text.</summary>
public sealed record SearchAnswer
{
    /// <summary>The text.</summary>
    public required string Query { get; init; }

    /// <summary>True where the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>How many there are; the answer has the first of them.</summary>
    public required int Total { get; init; }

    /// <summary>The names.</summary>
    public required IReadOnlyList<FoundName> Names { get; init; }
}

/// <summary>The JSON of what was found.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SearchAnswer))]
internal sealed partial class SearchJson : JsonSerializerContext;
