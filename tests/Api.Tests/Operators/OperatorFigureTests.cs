using ToolTime.Api.Operators.Pages;

namespace ToolTime.Api.Tests.Operators;

public sealed class OperatorFigureTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(0.0, "0 µs")]
    [InlineData(0.0000004, "0.4 µs")]
    [InlineData(0.000012, "12 µs")]
    [InlineData(0.00423, "4.23 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(3.456, "3.46 s")]
    [InlineData(90.0, "1.5 min")]
    [InlineData(7_200.0, "2 h")]
    [InlineData(604_800.0, "7 d")]
    [InlineData(double.PositiveInfinity, "over 300 s")]
    public void Duration_OfSeconds_IsInItsLargestUnit(double? seconds, string? text) =>
        Assert.Equal(text, OperatorFigure.Duration(seconds));
}
