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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20261121)]
    public void Encode_PartsOfRandomWeeksAddedUp_AreTheWhole(int seed)
    {
        var random = new Random(seed);
        for (var world = 0; world < 100; world++)
        {
            var submitters = World.Of(random);
            WeekTally whole = new(), sum = new();
            WeekTally[] parts = [new(), new(), new()];
            foreach (var submitter in submitters)
            {
                var part = parts[random.Next(parts.Length)];
                if (random.Next(5) == 0)
                {
                    whole.PassOver();
                    part.PassOver();
                }
                else
                {
                    whole.Add(submitter.Rows);
                    part.Add(submitter.Rows);
                }
            }

            Assert.All(parts, part => sum.AddAll(WeekTally.Decode(part.Encode())));
            Assert.Equal(whole.Encode(), sum.Encode());
            Assert.Equal(whole.Encode(), WeekTally.Decode(whole.Encode()).Encode());
            Assert.Equal(Crowd.Tell(whole), Crowd.Tell(sum));
            Assert.Equal((whole.Submitters, whole.Immature), (sum.Submitters, sum.Immature));
        }
    }

    [Fact]
    public void Encode_AnyOrder_HasTheSameBytes() =>
        Assert.Single(Given.OrdersOf(Submitters).Select(order =>
        {
            var tally = new WeekTally();
            Assert.All(order, tally.Add);
            return Convert.ToHexString(tally.Encode());
        }).Distinct());

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
