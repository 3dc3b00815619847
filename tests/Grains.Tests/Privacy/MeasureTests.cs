using ToolTime.Grains.Privacy;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class MeasureTests
{
    [Fact]
    public void Of_AMeasuredCount_HasEachPart() =>
        Assert.Equal(new(20, 15, 4, 15, 3), Measure.From(Given.Tool("Bash", 20, 15, errors: 4, rejections: 3)));

    [Fact]
    public void Of_ErrorsNotMeasured_ObservesNothing() =>
        Assert.Equal(new(20, 0, 0, 0, 0), Measure.From(Given.Tool("Bash", 20, 15, errors: null)));

    [Fact]
    public void Of_RejectionsNotMeasured_AreInNoDenominator() =>
        Assert.Equal(new(20, 15, 0, 0, 0), Measure.From(Given.Tool("Bash", 20, 15, errors: 0)));

    [Fact]
    public void Of_NoErrors_IsNotTheSameAsNotMeasured() =>
        Assert.Equal(15, Measure.From(Given.Tool("Bash", 20, 15, errors: 0)).ObservedCalls);

    [Fact]
    public void Of_RejectionsWithoutObservedCalls_AreInNoRate() =>
        Assert.Equal(new(20, 0, 0, 0, 0), Measure.From(Given.Tool("Bash", 20, 0, errors: null, rejections: 3)));

    [Fact]
    public void Of_MoreThanThereCanBe_IsCutToWhatThereIs() =>
        Assert.Equal(new(20, 20, 20, 20, 20), Measure.From(Given.Tool("Bash", 20, 30, errors: 25, rejections: 99)));

    [Theory]
    [InlineData(null, 0, 0)]
    [InlineData(0, 3, 0)]
    [InlineData(2, 3, 2)]
    [InlineData(9, 3, 3)]
    public void Of_TypedSkills_AreAShareOfThoseThatWereMeasured(int? byUser, int attributed, int typed)
    {
        var measure = Measure.From(Given.Of(ToolTime.Usage.Dimension.Skill, "pdf", 3) with { ByUser = byUser });
        Assert.Equal((attributed, typed), (measure.AttributedCalls, measure.UserCalls));
    }

    [Fact]
    public void Add_TwoMeasures_AddsEachPart() =>
        Assert.Equal(new(11, 22, 33, 44, 55, 66, 77), new Measure(1, 2, 3, 4, 5, 6, 7) + new Measure(10, 20, 30, 40, 50, 60, 70));

    [Fact]
    public void Scale_AShare_RoundsEachPartDown() => Assert.Equal(new(6, 5, 3, 2, 0, 6, 4), new Measure(10, 8, 5, 4, 1, 10, 7).Scale(2, 3));
}
