namespace ToolTime.InsightBench;

/// <summary>
/// Isolation forest as Liu, Ting and Zhou described it (2008): trees split a random feature at a random value, and what is alone after few
/// splits is unusual. 100 trees of at most 256 sessions.
/// </summary>
internal sealed class IsolationForest
{
    private const int Trees = 100;
    private const int Sample = 256;

    private readonly List<Node> _trees = [];
    private readonly double _usual;

    public IsolationForest(IReadOnlyList<double[]> history, Random random)
    {
        var size = Math.Min(Sample, history.Count);
        for (var i = 0; i < Trees; i++)
        {
            var sample = history.OrderBy(_ => random.Next()).Take(size).ToList();
            _trees.Add(Grow(sample, 0, (int)Math.Ceiling(Math.Log2(Math.Max(2, size))), random));
        }

        _usual = Expected(size);
    }

    /// <summary>From 0 to 1; more is more unusual.</summary>
    public double Score(double[] session) => Math.Pow(2, -_trees.Average(tree => Depth(tree, session)) / _usual);

    private static Node Grow(List<double[]> sample, int depth, int most, Random random)
    {
        if (depth >= most || sample.Count <= 1)
        {
            return new Node(sample.Count, 0, 0, null, null);
        }

        var features = Enumerable
            .Range(0, sample[0].Length)
            .Where(feature => sample.Min(one => one[feature]) < sample.Max(one => one[feature]))
            .ToList();
        if (features.Count == 0)
        {
            return new Node(sample.Count, 0, 0, null, null);
        }

        var feature = features[random.Next(features.Count)];
        var (low, high) = (sample.Min(one => one[feature]), sample.Max(one => one[feature]));
        var at = low + (random.NextDouble() * (high - low));
        return new Node(
            sample.Count,
            feature,
            at,
            Grow([.. sample.Where(one => one[feature] < at)], depth + 1, most, random),
            Grow([.. sample.Where(one => one[feature] >= at)], depth + 1, most, random)
        );
    }

    private static double Depth(Node node, double[] session)
    {
        var depth = 0;
        for (; node is { Left: not null, Right: not null }; depth++)
        {
            node = session[node.Feature] < node.At ? node.Left : node.Right;
        }

        return depth + Expected(node.Count);
    }

    // The mean depth of a search tree of that many.
    private static double Expected(int count) =>
        count <= 1 ? 0
        : count == 2 ? 1
        : (2 * (Math.Log(count - 1) + 0.5772156649)) - (2.0 * (count - 1) / count);

    private sealed record Node(int Count, int Feature, double At, Node? Left, Node? Right);
}
