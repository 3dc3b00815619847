namespace ToolTime.Monitor.Insights.Reports;

/// <summary>Whether sessions can be reported from usual ones yet.</summary>
/// <param name="History">How many sessions there are.</param>
/// <param name="Needed">How many must be before one that is looked at.</param>
/// <param name="Looked">How many were looked at.</param>
/// <param name="Alarms">How many of them were unusual.</param>
internal sealed record UnusualStatus(int History, int Needed, int Looked, int Alarms);
