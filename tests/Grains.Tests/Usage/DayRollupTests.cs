using ToolTime.Grains.Storage;
using ToolTime.Grains.Usage;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Usage;

public sealed class DayRollupTests
{
    [Fact]
    public void Aggregates_AnyOrderOfSubmitters_AreTheSameInCanonicalOrder()
    {
        SubmitterRows[] submitters =
        [
            new(Given.Submitter(1), [Cell(AgentClient.Codex, Given.Tool("b", 10, 8, errors: 2, rejections: 1), Given.Tool("a", 1))]),
            new(
                Given.Submitter(2),
                [Cell(AgentClient.Codex, Given.Tool("b", 5_000)), Cell(AgentClient.ClaudeCode, Given.Of(Dimension.Plugin, "p", 0))]
            ),
            new(Given.Submitter(3), [Cell(AgentClient.Unknown, Given.Tool("", 7), Given.Of(Dimension.Skill, "B", 1))]),
        ];
        DayAggregate[] expected =
        [
            new(Dimension.Tool, "", 1, new() { Reports = 1, Calls = 7 }),
            new(Dimension.Tool, "a", 1, new() { Reports = 1, Calls = 1 }),
            new(Dimension.Tool, "b", 2, new() { Reports = 2, Calls = 2_010, ObservedCalls = 8, Errors = 2, Rejections = 1 }),
            new(Dimension.Skill, "B", 1, new() { Reports = 1, Calls = 1 }),
            new(Dimension.Plugin, "p", 1, new() { Reports = 1 }),
            new(Dimension.Client, "", 1, new() { Reports = 1 }),
            new(Dimension.Client, "claude-code", 1, new() { Reports = 1 }),
            new(Dimension.Client, "codex", 2, new() { Reports = 2 }),
        ];

        Assert.All(Given.OrdersOf(submitters), order =>
        {
            var rollup = new DayRollup();
            Assert.All(order, rollup.Add);
            Assert.Equal(expected, rollup.Aggregates);
        });
    }

    [Fact]
    public void Aggregates_NoSubmitters_AreNone() => Assert.Empty(new DayRollup().Aggregates);

    private static StoredRow.Cell Cell(AgentClient client, params UsageCount[] counts) => Given.Cell(Given.Monday, client, counts);
}
