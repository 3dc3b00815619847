using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;

namespace ToolTime.Monitor.Insights.Unusual;

/// <summary>
/// Finds sessions unlike earlier ones (`unusual.session`) by the simple rule; `bench/InsightBench unusual` compares it with an isolation
/// forest and ECOD.
/// </summary>
/// <param name="History">How many sessions there are.</param>
/// <param name="Needed">How many are needed.</param>
/// <param name="Looked">How many sessions were examined.</param>
/// <param name="Alarms">The unusual ones, newest first.</param>
internal sealed record UnusualSessions(int History, int Needed, int Looked, IReadOnlyList<Insight> Alarms)
{
    /// <summary>With fewer earlier sessions none is judged.</summary>
    public const int FewestBefore = 30;

    /// <summary>The most earlier sessions used for comparison: habits change.</summary>
    public const int MostBefore = 300;

    private const int MostFeatures = 4;

    /// <summary>
    /// How far beyond usual a feature must be: 1 is the 99th percentile, which few sessions estimate poorly. Chosen so that one in a
    /// hundred normal sessions is an alarm.
    /// </summary>
    /// <param name="before">How many earlier sessions there are.</param>
    public static double Threshold(int before) => 1.3 + (5 / Math.Sqrt(before));

    /// <summary>Compares each session with those before it.</summary>
    /// <param name="sessions">All sessions, earliest first.</param>
    /// <param name="zone">The time zone of hours.</param>
    public static UnusualSessions Make(IReadOnlyList<RecordedSession> sessions, TimeZoneInfo zone)
    {
        var own = sessions.Where(session => !session.IsSubagent).Select(session => MeasuredSession.From(session, zone)).ToList();
        var alarms = new List<Insight>();
        for (var i = FewestBefore; i < own.Count; i++)
        {
            var before = own.GetRange(Math.Max(0, i - MostBefore), Math.Min(i, MostBefore));
            if (Look(own[i], before) is { } alarm)
            {
                alarms.Add(alarm);
            }
        }

        alarms.Reverse();
        return new UnusualSessions(own.Count, FewestBefore, Math.Max(0, own.Count - FewestBefore), alarms);
    }

    private static Insight? Look(MeasuredSession looked, List<MeasuredSession> before)
    {
        var habits = new SessionHabits(before);
        var range = new UsualRange([.. before.Select(one => one.Beside(habits))]);
        var (session, measured) = (looked.Session, looked.Beside(habits));
        var beyond = range.Beyond(measured, Threshold(before.Count));
        if (beyond.Count == 0)
        {
            return null;
        }

        var said = beyond
            .Take(MostFeatures)
            .Select(feature =>
                FormattableString.Invariant(
                    $"{SessionFeature.All[feature].Name} {measured[feature]:#,0.##} (99 of 100: up to {range.High(feature):#,0.##})"
                )
            )
            .ToList();
        return new Insight
        {
            Kind = "unusual.session",
            Subject = session.Session,
            Says = $"A session of {session.Project} was unlike the {before.Count} before it: {said[0]}.",
            CostUsd = session.Cost,
            Figures =
            [
                .. beyond
                    .Take(MostFeatures)
                    .Select(feature => new InsightFigure(SessionFeature.All[feature].Name, Math.Round(measured[feature], 4), "count")),
            ],
            Evidence = [.. said.Select(what => new InsightEvidence(session.Client, session.Session, session.Project, session.First, what))],
            Change = "Check whether it did what it was meant to; `tooltime security` says what was dangerous in it.",
        };
    }
}
