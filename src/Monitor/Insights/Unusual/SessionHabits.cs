using ToolTime.Monitor.Insights.Records;

namespace ToolTime.Monitor.Insights.Unusual;

/// <summary>At which hours somebody works, and with which tools, by the sessions before.</summary>
internal sealed class SessionHabits
{
    private const int Hours = 24;
    private const double Rare = 0.01;

    // Whoever was seen on a few days alone may work at any hour.
    private const int FewestDays = 7;

    private readonly double[] _hours = new double[Hours];
    private readonly HashSet<string> _tools = new(StringComparer.Ordinal);
    private readonly TimeZoneInfo _zone;
    private readonly double _all;
    private readonly bool _knowsHours;

    /// <param name="sessions">The sessions before.</param>
    /// <param name="zone">By whose clock hours go.</param>
    public SessionHabits(IEnumerable<RecordedSession> sessions, TimeZoneInfo zone)
    {
        _zone = zone;
        var days = new HashSet<DateOnly>();
        foreach (var session in sessions)
        {
            days.Add(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(session.First, zone).DateTime));
            _tools.UnionWith(session.Calls.Select(call => call.Tool));
            // A long session says no more of somebody's hours than a short one.
            foreach (var hour in HoursOf(session).Distinct())
            {
                _hours[hour]++;
                _all++;
            }
        }

        _knowsHours = days.Count >= FewestDays;
    }

    public bool Knows(string tool) => _tools.Contains(tool);

    /// <summary>
    /// How rare the hours of a session are: the mean of minus the logarithm of their share, with an hour on both sides; 0 before there are seven
    /// days to go by.
    /// </summary>
    public double Rarity(RecordedSession session)
    {
        var hours = HoursOf(session).Distinct().ToList();
        return hours.Count == 0 || !_knowsHours ? 0 : hours.Average(hour => -double.LogP1(Share(hour) - 1));
    }

    /// <summary>How many different hours a session has that fewer than one in a hundred had.</summary>
    public double RareHours(RecordedSession session) => _knowsHours ? HoursOf(session).Distinct().Count(hour => Share(hour) < Rare) : 0;

    private double Share(int hour)
    {
        var near = (_hours[hour] + ((_hours[(hour + 1) % Hours] + _hours[(hour + Hours - 1) % Hours]) / 2)) / 2;
        return (near + 0.5) / (_all + (Hours / 2.0));
    }

    private IEnumerable<int> HoursOf(RecordedSession session) =>
        session.Responses.Select(response => TimeZoneInfo.ConvertTime(response.At, _zone).Hour);
}
