using ToolTime.Monitor.Insights.Records;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Insights.Unusual;

/// <summary>A session with its own measures; comparisons with others use its hours and tools.</summary>
/// <param name="Session">The session.</param>
/// <param name="Features">In the features' order; 0 for those that need other sessions.</param>
/// <param name="Day">The day on which it started.</param>
/// <param name="Hours">The hours of the day at which it had responses, each once.</param>
/// <param name="Tools">The calls of each tool.</param>
internal sealed record MeasuredSession(
    RecordedSession Session, double[] Features, DateOnly Day, IReadOnlyList<int> Hours, IReadOnlyDictionary<string, int> Tools)
{
    /// <summary>Measures a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="zone">The time zone of days and hours.</param>
    public static MeasuredSession From(RecordedSession session, TimeZoneInfo zone)
    {
        var measure = new SessionMeasure(session);
        return new MeasuredSession(
            session,
            [.. SessionFeature.All.Select(feature => feature.Of?.Invoke(measure) ?? 0)],
            LocalDay.At(session.First, zone),
            [.. session.Responses.Select(response => TimeZoneInfo.ConvertTime(response.At, zone).Hour).Distinct()],
            session.Calls.GroupBy(call => call.Tool).ToDictionary(tool => tool.Key, tool => tool.Count(), StringComparer.Ordinal));
    }

    /// <summary>All features, including those that compare with habits.</summary>
    public double[] Beside(SessionHabits habits)
    {
        var features = Features.ToArray();
        for (var feature = 0; feature < features.Length; feature++)
        {
            if (SessionFeature.All[feature].Beside is { } beside)
            {
                features[feature] = beside(this, habits);
            }
        }

        return features;
    }
}
