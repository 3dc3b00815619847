namespace ToolTime.Monitor.Insights.Trends;

/// <summary>How much of the cost of the last four weeks an hour of the day has.</summary>
/// <param name="Hour">0 to 23, by the user's clock.</param>
/// <param name="Share">0 to 1.</param>
internal sealed record HourShare(int Hour, double Share);
