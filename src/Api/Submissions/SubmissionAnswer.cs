using System.Text.Json.Serialization;

namespace ToolTime.Api.Submissions;

/// <summary>The answer to a submission that was understood.</summary>
internal sealed record SubmissionAnswer
{
    /// <summary><c>ok</c> or <c>duplicate</c>.</summary>
    public required string Status { get; init; }

    /// <summary>For ok: a random id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Receipt { get; init; }

    /// <summary>For ok: what counts for less than was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClampedMember>? Clamped { get; init; }

    /// <summary>For ok: how many names are not listed and count under their dimension's bucket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Bucketed { get; init; }

    /// <summary>For a duplicate day cell: the largest revision that is stored.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Revision { get; init; }
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SubmissionAnswer))]
internal sealed partial class SubmissionJson : JsonSerializerContext;

/// <summary>A count that counts for less than was sent.</summary>
/// <param name="Pointer">The map or list.</param>
/// <param name="Member">The position in it.</param>
/// <param name="Kept">The calls that count.</param>
internal sealed record ClampedMember(string Pointer, int Member, int Kept);
