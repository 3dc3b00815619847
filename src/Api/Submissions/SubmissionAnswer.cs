using System.Text.Json.Serialization;

namespace ToolTime.Api.Submissions;

/// <summary>The answer to a valid submission.</summary>
internal sealed record SubmissionAnswer
{
    /// <summary><c>ok</c> or <c>duplicate</c>.</summary>
    public required string Status { get; init; }

    /// <summary>If ok: a random id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Receipt { get; init; }

    /// <summary>If ok: counts that are counted as less than was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClampedMember>? Clamped { get; init; }

    /// <summary>If ok: the number of unlisted names, which count in their dimension's bucket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Bucketed { get; init; }

    /// <summary>If a duplicate of day cells: the largest stored revision.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Revision { get; init; }
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SubmissionAnswer))]
internal sealed partial class SubmissionJson : JsonSerializerContext;

/// <summary>A count that is counted as less than was sent.</summary>
/// <param name="Pointer">The map or list.</param>
/// <param name="Member">The index in it.</param>
/// <param name="Counted">The calls that count.</param>
internal sealed record ClampedMember(string Pointer, int Member, [property: JsonPropertyName("kept")] int Counted);
