using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class ProportionTests
{
    /// <summary>Intervals from the published tables of Wilson's score; to whole percents.</summary>
    [Theory]
    [InlineData(10, 10, 1.0, 0.72, 1.0)]
    [InlineData(10, 20, 0.5, 0.3, 0.7)]
    [InlineData(10, 100, 0.1, 0.06, 0.17)]
    [InlineData(81, 263, 0.31, 0.26, 0.37)]
    [InlineData(15, 148, 0.1, 0.06, 0.16)]
    [InlineData(500, 1_000, 0.5, 0.47, 0.53)]
    public void Compute_SoManyOfSoMany_IsTheShareAndItsInterval(long part, long whole, double share, double low, double high) =>
        Assert.Equal(new(share, low, high), Proportion.Compute(part, whole));
}
