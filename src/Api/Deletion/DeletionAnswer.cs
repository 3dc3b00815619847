using System.Text.Json.Serialization;
namespace ToolTime.Api.Deletion;

/// <summary>The answer to a deletion, for a known and an unknown token alike.</summary>
/// <param name="Status"><c>deleted</c>.</param>
/// <param name="Receipt">A random id.</param>
internal sealed record DeletionAnswer(string Status, string Receipt);

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeletionAnswer))]
internal sealed partial class DeletionJson : JsonSerializerContext;
