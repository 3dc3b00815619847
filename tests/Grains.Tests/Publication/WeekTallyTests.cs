using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

public sealed class WeekTallyTests
{
    private static readonly SubmitterRows[] Submitters =
    [
        new(Given.Submitter(1), [Given.Cell(Given.Monday, AgentClient.Codex, Given.Tool("Bash", 3)), Given.Cell(Given.Monday.AddDays(1), AgentClient.Codex, Given.Tool("Bash", 4))]),
        new(Given.Submitter(2), [Edited(6)]),
        new(Given.Submitter(3), [Edited(2), Given.Snapshot(Given.Friday, 1, AgentClient.Codex, Given.Tool("Read", 1)), Given.Snapshot(Given.Friday, 0, AgentClient.Codex)]),
    ];

    [Fact]
    public void Add_SubmittersInAnyOrder_CountsEachOnce() =>
        Assert.All(Given.OrdersOf(Submitters), order =>
        {
            var tally = new WeekTally();
            Assert.All(order, tally.Add);
            Assert.Equal((3, 5L, 2, 4.0), (tally.Submitters, tally.Reports, tally.SubmittersWithEdits, tally.EditsWithoutReadMedian()));
            Assert.Equal(
                [("Bash", 1, 7L), ("Read", 1, 1L)],
                tally.Of(Dimension.Tool).OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => (pair.Name, pair.Tally.Submitters, pair.Tally.Sum.Calls)));
            Assert.Equal(
                [("claude-code", 2), ("codex", 2)],
                tally.Of(Dimension.Client).OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => (pair.Name, pair.Tally.Submitters)));
        });

    [Fact]
    public void Of_ADimensionThatNobodyUsed_IsEmpty() => Assert.Empty(new WeekTally().Of(Dimension.Skill));

    private static KeptRow.Cell Edited(int edits)
    {
        var cell = Given.Cell(Given.Monday, AgentClient.ClaudeCode);
        return cell with { Report = cell.Report with { EditsWithoutRead = edits } };
    }
}
