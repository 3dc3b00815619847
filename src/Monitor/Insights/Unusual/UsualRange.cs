namespace ToolTime.Monitor.Insights.Unusual;

/// <summary>
/// The simple rule: a session is unusual if a feature is far beyond its usual range: beyond its 99th percentile among earlier sessions by a
/// margin, on a logarithmic scale from the median.
/// </summary>
internal sealed class UsualRange
{
    private const double Percentile = 0.99;
    private const double Narrowest = 0.25;

    private readonly double[] _middle;
    private readonly double[] _spread;
    private readonly double[] _high;

    /// <param name="history">The features of the earlier sessions, at least one.</param>
    public UsualRange(IReadOnlyList<double[]> history)
    {
        var features = history[0].Length;
        (_middle, _spread, _high) = (new double[features], new double[features], new double[features]);
        for (var feature = 0; feature < features; feature++)
        {
            var sorted = history.Select(session => session[feature]).Order().ToList();
            _high[feature] = At(sorted, Percentile);
            _middle[feature] = Scale(At(sorted, 0.5));
            _spread[feature] = Math.Max(Narrowest, Scale(_high[feature]) - _middle[feature]);
        }
    }

    /// <summary>The 99th percentile of a feature.</summary>
    public double High(int feature) => _high[feature];

    /// <summary>How far the farthest feature is beyond the median; 1 is the 99th percentile.</summary>
    public double Score(double[] session) => Enumerable.Range(0, session.Length).Max(feature => Distance(session, feature));

    /// <summary>The features beyond that, farthest first.</summary>
    public IReadOnlyList<int> Beyond(double[] session, double threshold) =>
        [
            .. Enumerable
                .Range(0, session.Length)
                .Select(feature => (feature, Distance: Distance(session, feature)))
                .Where(one => one.Distance > threshold)
                .OrderByDescending(one => one.Distance)
                .Select(one => one.feature),
        ];

    private double Distance(double[] session, int feature) =>
        session[feature] < SessionFeature.All[feature].Least ? 0 : (Scale(session[feature]) - _middle[feature]) / _spread[feature];

    private static double Scale(double value) => double.LogP1(Math.Max(0, value));

    // By the nearest rank.
    private static double At(List<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
