using System.Text.Json.Serialization;

namespace ToolTime.Api.Search;

/// <summary>The names that hold a text. The text itself is not repeated, since it may be private.</summary>
public sealed record SearchAnswer
{
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
