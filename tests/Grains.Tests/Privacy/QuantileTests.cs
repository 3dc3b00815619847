using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class QuantileTests
{
    /// <summary>What <c>quantile(x, p, type = 7)</c> of R and PERCENTILE.INC of spreadsheets give.</summary>
    [Theory]
    [InlineData(new double[] { 7 }, 0.9, 7)]
    [InlineData(new double[] { 1, 2 }, 0.5, 1.5)]
    [InlineData(new double[] { 1, 2, 3 }, 0.5, 2)]
    [InlineData(new double[] { 1, 2, 3, 4 }, 0.25, 1.75)]
    [InlineData(new double[] { 1, 2, 3, 4 }, 0.5, 2.5)]
    [InlineData(new double[] { 1, 2, 3, 4 }, 0.75, 3.25)]
    [InlineData(new double[] { 15, 20, 35, 40, 50 }, 0.4, 29)]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 0.1, 1.9)]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 0.9, 9.1)]
    [InlineData(new double[] { 3, 6, 7, 8, 8, 10, 13, 15, 16, 20 }, 0.25, 7.25)]
    [InlineData(new double[] { 3, 6, 7, 8, 8, 10, 13, 15, 16, 20 }, 0.75, 14.5)]
    [InlineData(new double[] { 0, 0, 0, 100 }, 0.5, 0)]
    [InlineData(new double[] { 2, 4, 8 }, 0, 2)]
    [InlineData(new double[] { 2, 4, 8 }, 1, 8)]
    public void Of_WorkedExamples_InterpolatesBetweenTheClosestRanks(double[] sorted, double share, double quantile) =>
        Assert.Equal(quantile, Quantile.Of(sorted, share), tolerance: 1e-12);
}
