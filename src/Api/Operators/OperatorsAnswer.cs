namespace ToolTime.Api.Operators;

/// <summary>The answer to an operator's wish.</summary>
/// <param name="Status"><c>deleted</c>, <c>quarantined</c> or <c>released</c>.</param>
internal sealed record OperatorsAnswer(string Status);
