namespace ToolTime.InsightBench;

/// <summary>
/// ECOD as Li and others described it (2022): the sum over features of minus the logarithm of how rare a value or one beyond it is, by
/// the empirical distribution; of the left tails, of the right ones, and of the tail that a feature's skewness names, the largest counts.
/// </summary>
internal sealed class Ecod
{
    private readonly double[][] _sorted;
    private readonly double[] _skewness;

    public Ecod(IReadOnlyList<double[]> history)
    {
        var features = history[0].Length;
        _sorted = [.. Enumerable.Range(0, features).Select(feature => history.Select(one => one[feature]).Order().ToArray())];
        _skewness = [.. _sorted.Select(Skewness)];
    }

    public double Score(double[] session)
    {
        double left = 0, right = 0, both = 0;
        for (var feature = 0; feature < session.Length; feature++)
        {
            var sorted = _sorted[feature];
            var (l, r) = (
                -Math.Log((1.0 + sorted.Count(value => value <= session[feature])) / (sorted.Length + 1)),
                -Math.Log((1.0 + sorted.Count(value => value >= session[feature])) / (sorted.Length + 1)));
            left += l;
            right += r;
            both += _skewness[feature] < 0 ? l : r;
        }

        return Math.Max(both, Math.Max(left, right));
    }

    private static double Skewness(double[] values)
    {
        var mean = values.Average();
        var variance = values.Average(value => Math.Pow(value - mean, 2));
        return variance == 0 ? 0 : values.Average(value => Math.Pow(value - mean, 3)) / Math.Pow(variance, 1.5);
    }
}
