using System.Text.Json.Serialization;

namespace ToolTime.Api.Search;

/// <summary>The names that contain a text. The text is not repeated, since it may be private.</summary>
public sealed record SearchAnswer
{
    /// <summary>True if the clock, and so the figures, are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The number of matches; the answer has the first of them.</summary>
    public required int Total { get; init; }

    /// <summary>The names.</summary>
    public required IReadOnlyList<FoundName> Names { get; init; }
}

/// <summary>The JSON of search answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SearchAnswer))]
internal sealed partial class SearchJson : JsonSerializerContext;
