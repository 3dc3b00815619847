namespace ToolTime.Api.Mcp;

/// <summary>The first and last UTC day of a window; null where nothing is published yet.</summary>
internal sealed record CommunityDates(DateOnly? From, DateOnly? To);
