using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class HistogramTests
{
    private const int Seed = 20261129;

    private static readonly double[] Shares = [0.1, 0.25, 0.5, 0.75, 0.9, 1];

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.25, 1)]
    [InlineData(0.75, 3)]
    [InlineData(0.9, 4)]
    public void Quantile_OfFour_IsTheCeilingsValue(double share, double value)
    {
        var histogram = new Histogram(Rounding.CallResolution);
        Array.ForEach([4.0, 1, 3, 2], histogram.Add);
        Assert.Equal(value, histogram.Quantile(share));
    }

    [Fact]
    public void Quantile_OfAnyValues_IsTheRoundedOneOfThemInOrder()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 200; run++)
        {
            int[] values = [.. Enumerable.Range(0, 1 + random.Next(300)).Select(_ => (int)Math.Exp(random.NextDouble() * 11))];
            var histogram = new Histogram(Rounding.CallResolution);
            Array.ForEach(values, value => histogram.Add(value));
            Array.Sort(values);
            Assert.All(Shares, share =>
                Assert.Equal(
                    Rounding.Calls((double)values[(int)Math.Ceiling((decimal)share * values.Length) - 1]),
                    histogram.Quantile(share)
                )
            );
        }
    }

    [Fact]
    public void Merge_ValuesInTwo_AreAsInOne()
    {
        var (one, other, all) = (
            new Histogram(Rounding.RateResolution),
            new Histogram(Rounding.RateResolution),
            new Histogram(Rounding.RateResolution)
        );
        for (var value = 0; value <= 100; value++)
        {
            (value % 3 == 0 ? one : other).Add(value / 100.0);
            all.Add(value / 100.0);
        }

        one.Merge(other);
        Assert.Equal(all.Count, one.Count);
        Assert.All(Shares, share => Assert.Equal(all.Quantile(share), one.Quantile(share)));
    }
}
