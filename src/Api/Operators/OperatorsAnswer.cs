using System.Text.Json.Serialization;
namespace ToolTime.Api.Operators;

/// <summary>The answer to an operator's wish.</summary>
/// <param name="Status"><c>deleted</c>, <c>quarantined</c> or <c>released</c>.</param>
internal sealed record OperatorsAnswer(string Status);

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SubmissionList))]
[JsonSerializable(typeof(OperatorsAnswer))]
internal sealed partial class OperatorsJson : JsonSerializerContext;
