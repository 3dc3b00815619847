namespace ToolTime.Transcripts;

/// <summary>The client's own figure for the cost of a model's part of a session.</summary>
/// <param name="Micros">Millionths of a dollar.</param>
/// <param name="Tokens">The tokens of every kind that the cost covers.</param>
internal readonly record struct ClientCost(long Micros, long Tokens);
