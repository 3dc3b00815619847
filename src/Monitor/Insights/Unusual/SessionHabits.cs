namespace ToolTime.Monitor.Insights.Unusual;

/// <summary>At which hours somebody works, and with which tools, by the sessions before.</summary>
internal sealed class SessionHabits
{
    private const int Hours = 24;
    private const double Rare = 0.01;

    // Anyone who was seen on a few days alone may work at any hour.
    private const int FewestDays = 7;

    private readonly double[] _hours = new double[Hours];
    private readonly HashSet<string> _tools = new(StringComparer.Ordinal);
    private readonly double _all;
    private readonly bool _knowsHours;

    /// <param name="sessions">The sessions before. A long one says no more of somebody's hours than a short one.</param>
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

    /// <summary>Calls of tools that no session before had.</summary>
    public double NewToolCalls(MeasuredSession session) => session.Tools.Where(tool => !_tools.Contains(tool.Key)).Sum(tool => tool.Value);

    /// <summary>
    /// How rare the hours of a session are: the mean of minus the logarithm of their share, with an hour on both sides; 0 before there are
    /// seven days to go by.
    /// </summary>
    public double Rarity(MeasuredSession session) =>
        session.Hours.Count == 0 || !_knowsHours ? 0 : session.Hours.Average(hour => -double.LogP1(Share(hour) - 1));

    /// <summary>How many different hours a session has that fewer than one in a hundred had.</summary>
    public double RareHours(MeasuredSession session) => _knowsHours ? session.Hours.Count(hour => Share(hour) < Rare) : 0;

    private double Share(int hour)
    {
        var near = (_hours[hour] + ((_hours[(hour + 1) % Hours] + _hours[(hour + Hours - 1) % Hours]) / 2)) / 2;
        return (near + 0.5) / (_all + (Hours / 2.0));
    }
}
