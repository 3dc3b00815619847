using System.Text.Json;
using System.Text.Json.Serialization;
using ToolTime.Publication;

namespace ToolTime.Api.Tables;

/// <summary>A table as JSON, for the API's document; the answer itself is written row by row.</summary>
internal sealed record TableAnswer
{
    public required string Dimension { get; init; }

    public required StatsWindow Window { get; init; }

    /// <summary>The same rows as in the window's document.</summary>
    public required IReadOnlyList<JsonElement> Rows { get; init; }
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TableAnswer))]
internal sealed partial class TableJson : JsonSerializerContext;
