namespace ToolTime.Monitor.Insights.Findings;

/// <summary>Where an insight can be checked.</summary>
/// <param name="Client">The client's name on the wire; null where it is of settings.</param>
/// <param name="Session">The session, as the client names it; null where it is of settings.</param>
/// <param name="Project">The name of the project's folder.</param>
/// <param name="At">When, UTC; null where it is of settings.</param>
/// <param name="What">What is to be seen there, without secrets.</param>
internal sealed record InsightEvidence(string? Client, string? Session, string? Project, DateTimeOffset? At, string What);
