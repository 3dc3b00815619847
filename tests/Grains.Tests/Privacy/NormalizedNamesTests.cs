using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
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


    [Fact]
    public void Normalize_RowsOfWhichOneHasAnUnlistedName_NormalizesThatOne()
    {
        var listed = Given.Cell(Given.Monday, AgentClient.Codex, Given.Tool("Bash", 1));
        var unlisted = Given.Cell(Given.Monday, AgentClient.Codex, Given.Tool("acme_a", 2));
        StoredRow[] rows = [listed, unlisted];
        Assert.Equal(
            [Given.Tool("Bash", 1), Given.Tool("", 2)],
            NormalizedNames.Normalize(rows, NameList.Shipped).SelectMany(row => row.Report.Counts)
        );
    }

    [Fact]
    public void Normalize_RowsThatAre_AreTheSame()
    {
        StoredRow[] rows = [Given.Cell(Given.Monday, AgentClient.Codex, Given.Tool("Bash", 1))];
        Assert.Same(rows, NormalizedNames.Normalize(rows, NameList.Shipped));
    }

    [Fact]
    public void Normalize_AggregatesThatMeetInOneName_AddsCallsUpAndTakesTheMostSubmitters() =>
        Assert.Equal(
            [
                new(Dimension.Tool, "", 7, new() { Calls = 25 }),
                new(Dimension.Tool, "Bash", 4, new() { Calls = 5 }),
                new(Dimension.Client, "codex", 9, new() { Reports = 9 }),
            ],
            NormalizedNames.Normalize(
                (DayAggregate[])
                [
                    new(Dimension.Client, "codex", 9, new() { Reports = 9 }),
                    new(Dimension.Tool, "acme_a", 3, new() { Calls = 10 }),
                    new(Dimension.Tool, "", 7, new() { Calls = 10 }),
                    new(Dimension.Tool, "acme_b", 5, new() { Calls = 5 }),
                    new(Dimension.Tool, "Bash", 4, new() { Calls = 5 }),
                ],
                NameList.Shipped
            )
        );
}
