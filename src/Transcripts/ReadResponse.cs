namespace ToolTime.Transcripts;

/// <summary>What one line says of a model's response. Later lines of the same response say more.</summary>
/// <param name="Key">By which other lines of the same response are known, in this transcript and in copies.</param>
/// <param name="At">UTC seconds since 1970.</param>
/// <param name="Model">As the client names it.</param>
/// <param name="Tokens">All of the response's tokens so far.</param>
/// <param name="CostMicros">Millionths of a dollar where the client itself recorded a cost, else -1.</param>
internal readonly record struct ReadResponse(IdHash Key, uint At, string Model, TokenCount Tokens, long CostMicros = -1);
