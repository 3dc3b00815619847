namespace ToolTime.Monitor.Insights.Unusual;

/// <summary>At which hours and with which tools the user works, from earlier sessions.</summary>
internal sealed class SessionHabits
{
    private const int Hours = 24;
    private const double Rare = 0.01;

    // A user seen only on a few days may work at any hour.
    private const int FewestDays = 7;

    private readonly double[] _hours = new double[Hours];
    private readonly HashSet<string> _tools = new(StringComparer.Ordinal);
    private readonly double _all;
    private readonly bool _knowsHours;

    /// <param name="sessions">The earlier sessions. A long one says no more about hours than a short one.</param>
    public SessionHabits(IReadOnlyCollection<MeasuredSession> sessions)
    {
        foreach (var session in sessions)
        {
            _tools.UnionWith(session.Tools.Keys);
            foreach (var hour in session.Hours)
            {
                _hours[hour]++;
                _all++;
            }
        }

        _knowsHours = sessions.Select(session => session.Day).Distinct().Count() >= FewestDays;
    }

    /// <summary>Calls of tools that no earlier session used.</summary>
    public double NewToolCalls(MeasuredSession session) => session.Tools.Where(tool => !_tools.Contains(tool.Key)).Sum(tool => tool.Value);

    /// <summary>
    /// How rare a session's hours are: the mean negative logarithm of their share, smoothed by an hour on both sides; 0 until there are
    /// seven days of history.
    /// </summary>
    public double Rarity(MeasuredSession session) =>
        session.Hours.Count == 0 || !_knowsHours ? 0 : session.Hours.Average(hour => -double.LogP1(Share(hour) - 1));

    /// <summary>How many of a session's distinct hours fewer than one in a hundred sessions had.</summary>
    public double RareHours(MeasuredSession session) => _knowsHours ? session.Hours.Count(hour => Share(hour) < Rare) : 0;

    private double Share(int hour)
    {
        var near = (_hours[hour] + ((_hours[(hour + 1) % Hours] + _hours[(hour + Hours - 1) % Hours]) / 2)) / 2;
        return (near + 0.5) / (_all + (Hours / 2.0));
    }
}
