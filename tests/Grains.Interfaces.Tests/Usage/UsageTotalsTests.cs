using ToolTime.Usage;

namespace ToolTime.Grains.Interfaces.Tests.Usage;

public sealed class UsageTotalsTests
{
    private static readonly UsageTotals Some = new() { Reports = 1, Calls = 20, ObservedCalls = 15, Errors = 4, Rejections = 3 };

    [Fact]
    public void Add_TwoTotals_AddsEachPart() =>
        Assert.Equal(new() { Reports = 2, Calls = 40, ObservedCalls = 30, Errors = 8, Rejections = 6 }, Some + Some);
}
