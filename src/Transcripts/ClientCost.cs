namespace ToolTime.Transcripts;

/// <summary>What a client itself says that a model's part of a session cost.</summary>
/// <param name="Micros">Millionths of a dollar.</param>
/// <param name="Tokens">The tokens of every kind that it says this of.</param>
internal readonly record struct ClientCost(long Micros, long Tokens);
