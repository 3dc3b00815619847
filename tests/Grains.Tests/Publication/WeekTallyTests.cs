using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

public sealed class WeekTallyTests
{
    private static readonly KeptRow[][] Submitters =
    [
        [Given.Cell(Given.Monday, AgentClient.Codex, Given.Tool("Bash", 3)), Given.Cell(Given.Monday.AddDays(1), AgentClient.Codex, Given.Tool("Bash", 4))],
        [Edited(6)],
        [Edited(2), Given.Snapshot(Given.Friday, 1, AgentClient.Codex, Given.Tool("Read", 1)), Given.Snapshot(Given.Friday, 0, AgentClient.Codex)],
    ];

    [Fact]
    public void Add_SubmittersInAnyOrder_CountsEachOnceForAllClientsAndForEachOfIts() =>
        Assert.All(Given.OrdersOf(Submitters), order =>
        {
            var tally = new WeekTally();
            Assert.All(order, tally.Add);
            Assert.Equal(
                [
                    "- Everything: 3 submitters, 5", "- EditsWithoutRead: 2 submitters, 8", "- Tool Bash: 1 submitters, 7", "- Tool Read: 1 submitters, 1",
                    "ClaudeCode Everything: 2 submitters, 2", "ClaudeCode EditsWithoutRead: 2 submitters, 8",
                    "Codex Everything: 2 submitters, 3", "Codex Tool Bash: 1 submitters, 7", "Codex Tool Read: 1 submitters, 1",
                ],
                tally.Cells.OrderBy(cell => cell.Key).Select(cell => Text(cell.Key, cell.Value)));
        });

    private static string Text(CellKey key, CellTally tally)
    {
        var name = key.Name == UsageName.Everything ? "Everything" : key.Name == UsageName.EditsWithoutRead ? "EditsWithoutRead" : $"{key.Name.Dimension} {key.Name.Name}";
        return $"{key.Client?.ToString() ?? "-"} {name}: {tally.Submitters} submitters, {tally.Sum(Detail.Calls).Sum}";
    }

    private static KeptRow.Cell Edited(int edits)
    {
        var cell = Given.Cell(Given.Monday, AgentClient.ClaudeCode);
        return cell with { Report = cell.Report with { EditsWithoutRead = edits } };
    }
}
