namespace ToolTime.Monitor.Insights.Records;

/// <summary>That a user or a model said something, and what it scores. The words are not in it.</summary>
/// <param name="At">When, UTC, to the second.</param>
/// <param name="IsUser">Whether the user said it.</param>
/// <param name="Score">The user's sentiment from -1 to 1, or the model's confidence from 0 to 1; null where nothing is scored.</param>
internal sealed record RecordedText(DateTimeOffset At, bool IsUser, double? Score);
