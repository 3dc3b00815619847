using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(104, 100)]
    [InlineData(105, 110)]
    [InlineData(994, 990)]
    [InlineData(995, 1_000)]
    [InlineData(12_345, 12_000)]
    [InlineData(9_999_999, 10_000_000)]
    public void Calls_ASum_HasTwoSignificantDigits(long calls, long rounded) => Assert.Equal(rounded, Rounding.Calls(calls));

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.123, 0.12)]
    [InlineData(0.125, 0.13)]
    [InlineData(3.14159, 3.1)]
    [InlineData(31.4159, 31)]
    public void Calls_AnAverage_HasTwoSignificantDigits(double calls, double rounded) => Assert.Equal(rounded, Rounding.Calls(calls));

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.0000001, 0.001)]
    [InlineData(0.0004, 0.001)]
    [InlineData(0.0015, 0.002)]
    [InlineData(0.0016, 0.002)]
    [InlineData(0.2935, 0.294)]
    [InlineData(0.12345, 0.123)]
    [InlineData(1.0, 1.0)]
    public void Rate_AnyPart_IsTenthsOfAPercentAndNeverZeroAboveZero(double rate, double rounded) =>
        Assert.Equal(rounded, Rounding.Rate(rate));

    [Theory]
    [InlineData(0.004, 0.0)]
    [InlineData(0.005, 0.01)]
    [InlineData(0.426, 0.43)]
    public void Share_AnyPart_IsWholePercents(double share, double rounded) => Assert.Equal(rounded, Rounding.Share(share));

    /// <summary>Buckets are ordered like values, and each contains values that are published as one.</summary>
    [Fact]
    public void CallResolution_EveryNumber_IsTheRoundedOne()
    {
        for (var calls = 0; calls < 60_000; calls++)
        {
            var bucket = Rounding.CallResolution.BucketOf(calls);
            Assert.Equal(Rounding.Calls((double)calls), Rounding.CallResolution.ValueOf(bucket));
            Assert.True(calls == 0 || bucket >= Rounding.CallResolution.BucketOf(calls - 1));
        }
    }

    [Theory]
    [InlineData(12.4, 12)]
    [InlineData(12.5, 13)]
    [InlineData(99.6, 100)]
    [InlineData(123.4, 120)]
    [InlineData(995.5, 1_000)]
    public void CallResolution_AnAverage_IsTheRoundedOne(double calls, double rounded) =>
        Assert.Equal(rounded, Rounding.CallResolution.ValueOf(Rounding.CallResolution.BucketOf(calls)));
}
