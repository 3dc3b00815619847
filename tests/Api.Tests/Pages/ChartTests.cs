using ToolTime.Api.Pages;

namespace ToolTime.Api.Tests.Pages;

/// <summary>How values are drawn.</summary>
public sealed class ChartTests
{
    [Theory]
    [InlineData(0.107, 0.15)]
    [InlineData(0.3, 0.3)]
    [InlineData(300, 300)]
    [InlineData(301, 400)]
    [InlineData(9_001, 10_000)]
    [InlineData(0, 1)]
    public void Top_OfValues_IsTheNextRoundNumber(double largest, double top) => Assert.Equal(top, Chart.Top([null, largest]), 9);

    [Fact]
    public void Bands_OfMissingValues_ReachTheirBounds() =>
        Assert.Equal("M25 40L25 30L75 30L75 40Z", Chart.Bands([0.5, null, 0.5], [null, 0.25, null], 1, 100, 40));
}
