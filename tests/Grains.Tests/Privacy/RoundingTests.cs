using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class RoundingTests
{
    private static readonly PrivacyOptions Strict = new();

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 4, 10)]
    [InlineData(14, 0, 10)]
    [InlineData(14, 4, 10)]
    [InlineData(15, 0, 15)]
    [InlineData(15, 1, 10)]
    [InlineData(19, 4, 15)]
    [InlineData(18, 4, 10)]
    [InlineData(1_234, 2, 1_230)]
    public void Submitters_LessTheOffset_AreRoundedDownAndNeverUnderTheMinimum(int submitters, int offset, long told) =>
        Assert.Equal(told, Rounding.Submitters(submitters, offset, Strict));

    [Fact]
    public void Submitters_WhateverTheOffset_AreNeverMoreThanThereAre() => Assert.All(Enumerable.Range(10, 200), submitters =>
        Assert.All(Enumerable.Range(0, 5), offset => Assert.InRange(Rounding.Submitters(submitters, offset, Strict), Math.Max(10, submitters - 8), submitters)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(104, 100)]
    [InlineData(105, 100)]
    [InlineData(115, 120)]
    [InlineData(999, 1_000)]
    [InlineData(123_456, 120_000)]
    [InlineData(125_000, 120_000)]
    [InlineData(125_001, 130_000)]
    [InlineData(10_000_000_000, 10_000_000_000)]
    public void Calls_ASum_HasTwoSignificantDigits(long calls, long told) => Assert.Equal(told, Rounding.Calls(calls, 2));

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(8.75, 8.8)]
    [InlineData(1.666, 1.7)]
    [InlineData(522.5, 520)]
    [InlineData(0.012345, 0.012)]
    public void Calls_AQuantile_HasTwoSignificantDigits(double calls, double told) => Assert.Equal(told, Rounding.Calls(calls, 2));

    [Theory]
    [InlineData(1, 3, 0.33)]
    [InlineData(2, 3, 0.67)]
    [InlineData(5, 4, 1)]
    [InlineData(0, 4, 0)]
    [InlineData(1, 200, 0)]
    [InlineData(3, 200, 0.02)]
    public void Rate_APartOfAWhole_IsInPercentagePointsAndAtMostOne(double part, double whole, double told) => Assert.Equal(told, Rounding.Rate(part, whole, Strict));
}
