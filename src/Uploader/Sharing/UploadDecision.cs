namespace ToolTime.Uploader.Sharing;

/// <summary>Whether something is to be sent now, and if not, when to ask again.</summary>
/// <param name="IsDue">Now.</param>
/// <param name="At">Ask again then at the latest.</param>
/// <param name="EventsMissing">Ask again as soon as so many more events were recorded; null where they make no difference.</param>
internal sealed record UploadDecision(bool IsDue, DateTimeOffset At, int? EventsMissing);
