using ToolTime.Usage;

namespace ToolTime.Grains.Interfaces.Tests.Usage;

public sealed class UsageTotalsTests
{
    private static readonly UsageTotals Some = new() { Reports = 1, Calls = 20, ObservedCalls = 15, Errors = 4, Rejections = 3 };

    [Fact]
    public void Of_ACount_IsOneReport() =>
        Assert.Equal(
            Some,
            UsageTotals.From(
                new()
                {
                    Dimension = Dimension.Tool,
                    Name = "Bash",
                    Calls = 20,
                    ObservedCalls = 15,
                    Errors = 4,
                    Rejections = 3,
                }
            )
        );

    [Fact]
    public void Of_WhatWasNotMeasured_AddsNothing() =>
        Assert.Equal(
            new() { Reports = 1, Calls = 20 },
            UsageTotals.From(new() { Dimension = Dimension.Skill, Name = "review", Calls = 20 }));

    [Fact]
    public void Add_TwoTotals_AddsEachPart() =>
        Assert.Equal(new() { Reports = 2, Calls = 40, ObservedCalls = 30, Errors = 8, Rejections = 6 }, Some + Some);

    [Fact]
    public void Add_ItsNegative_IsZero() => Assert.Equal(UsageTotals.Zero, Some + -Some);
}
