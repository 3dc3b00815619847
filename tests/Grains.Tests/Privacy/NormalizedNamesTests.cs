using ToolTime.Grains.Privacy;
using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

public sealed class NormalizedNamesTests
{
    [Fact]
    public void Of_AReport_AddsUpWhatMeetsInOneNameAndStoresTheRest()
    {
        var report = Given.Report(
            Given.Tool("Bash", 1),
            Given.Tool("acme_a", 10, 8, errors: 2, rejections: 1),
            Given.Tool("acme_b", 5),
            Given.Tool("mcp__GitHub__acme", 3),
            Given.Tool("mcp__github__*", 4),
            Given.Of(Dimension.Model, "claude-opus-4-5[1m]", 2),
            Given.Of(Dimension.Model, "claude-opus-4-5", 3)
        );
        Assert.Equal(
            [
                Given.Tool("", 15, 8, errors: 2, rejections: 1),
                Given.Tool("Bash", 1),
                Given.Tool("mcp__github__*", 7),
                Given.Of(Dimension.Model, "claude-opus-4-5", 5),
            ],
            NormalizedNames.Normalize(report, NameList.Shipped).Counts);
    }

    [Fact]
    public void Of_RejectionsThatOneOfTwoDidNotMeasure_AreNotMeasured() =>
        Assert.Equal(
            [Given.Tool("", 20, 16, errors: 2)],
            NormalizedNames
                .Normalize(
                    Given.Report(Given.Tool("acme_a", 10, 8, errors: 2, rejections: 1), Given.Tool("acme_b", 10, 8, errors: 0)),
                    NameList.Shipped
                )
                .Counts
        );

    [Fact]
    public void NameKind_EachDimensionOfNames_HasItsNumber() =>
        Assert.All(Enum.GetValues<NameKind>(), kind => Assert.Equal($"{kind}", $"{(Dimension)kind}"));

    [Fact]
    public void Of_ANormalizedReport_IsTheSameReport()
    {
        var report = Given.Report(Given.Tool("", 15), Given.Tool("Bash", 1));
        Assert.Same(report, NormalizedNames.Normalize(report, NameList.Shipped));
    }
}
