using ToolTime.Storage.PostgreSql;

namespace ToolTime.Storage.Tests.PostgreSql;

/// <summary>Decisions on the submissions of one transaction.</summary>
public sealed class GroupStateTests
{
    [Fact]
    public void Decide_ReplacesACellOfAQuarantinedReceiptOfItsGroup_IsInQuarantineToo()
    {
        var state = new GroupState();
        var first = Given.Submission(1, Given.Cell(Given.Monday), Given.Cell(Given.Monday.AddDays(1), revision: 2));
        var doubtful = Given.Cell(Given.Monday.AddDays(1));
        state.Cells[RowKey.From(first, doubtful)] = new(
            1,
            [.. doubtful.ContentHash],
            [.. doubtful.Content],
            Quarantined: true,
            Receipt: null
        );
        var second = Given.Submission(1, Given.Cell(Given.Monday, revision: 2));

        state.Decide(first);
        state.Decide(second);
        Assert.Equal((true, true), (state.IsQuarantined(first.Receipt), state.IsQuarantined(second.Receipt)));
    }
}
