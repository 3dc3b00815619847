namespace ToolTime.Monitor.Insights.Sentiment;

/// <summary>How users' messages of a day and project sound.</summary>
/// <param name="Day">In the user's zone.</param>
/// <param name="Project">The name of the project's folder.</param>
/// <param name="Messages">How many were scored.</param>
/// <param name="UserSentiment">Their mean, -1 to 1.</param>
internal sealed record SentimentDay(DateOnly Day, string Project, int Messages, double UserSentiment);
