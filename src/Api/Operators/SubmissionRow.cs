namespace ToolTime.Api.Operators;

/// <summary>A submission in the operators' list.</summary>
/// <param name="Id">Its receipt.</param>
/// <param name="GeneratedAt">When a snapshot was made, or the last of a report's days; null where later ones have replaced all of
/// it.</param>
/// <param name="ReceivedAt">When it was received, to the hour.</param>
/// <param name="TotalEvents">A snapshot's events, or all tool calls of a report's days.</param>
/// <param name="Model">The model with most requests.</param>
/// <param name="Client">The coding agent.</param>
/// <param name="Quarantined">True where it is left out of what is computed.</param>
internal sealed record SubmissionRow(
    string Id, DateTimeOffset? GeneratedAt, DateTimeOffset ReceivedAt, long TotalEvents, string? Model, string? Client, bool Quarantined);
