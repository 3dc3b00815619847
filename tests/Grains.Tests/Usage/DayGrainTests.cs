using ToolTime.Grains.Tests.Hosting;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Tests.Contracts;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Usage;

public sealed class DayGrainTests : GrainTest
{
    [Fact]
    public async Task RollUpAsync_ADaysCells_StoresItsAggregates()
    {
        await SubmitAsync(1, Given.Monday, calls: 3);
        await SubmitAsync(2, Given.Monday, calls: 5_000);
        await SubmitAsync(2, Given.Monday.AddDays(1), calls: 7);

        Assert.Equal(RollupOutcome.Stored, await Day(Given.Monday).RollUpAsync());

        var expected = new UsageTotals { Reports = 2, Calls = 2_003 };
        Assert.Equal(expected, await StoredAsync("Bash"));
        await Host.RestartAsync();
        Assert.Equal(expected, await StoredAsync("Bash"));
    }

    [Fact]
    public async Task RollUpAsync_NothingCameSince_IsSuperseded()
    {
        await SubmitAsync(1, Given.Monday);
        await Day(Given.Monday).RollUpAsync();
        Assert.Equal(RollupOutcome.Superseded, await Day(Given.Monday).RollUpAsync());
        await Host.RestartAsync();
        Assert.Equal(RollupOutcome.Superseded, await Day(Given.Monday).RollUpAsync());
    }

    [Fact]
    public async Task RollUpAsync_AfterALateCell_ReplacesTheAggregates()
    {
        await SubmitAsync(1, Given.Monday, calls: 3);
        await Day(Given.Monday).RollUpAsync();
        await Submitter(1).SubmitAsync(Given.Cells(AgentClient.ClaudeCode, Given.Day(Given.Monday, 2, Given.Tool("Read", 4))));
        Assert.Equal(RollupOutcome.Stored, await Day(Given.Monday).RollUpAsync());
        Assert.Equal((null, new UsageTotals { Reports = 1, Calls = 4 }), (await StoredAsync("Bash"), await StoredAsync("Read")));
    }

    [Fact]
    public async Task RollUpAsync_ADayWithoutCells_StoresNothing() =>
        Assert.Equal(RollupOutcome.Superseded, await Day(Given.Monday).RollUpAsync());

    [Fact]
    public async Task RollUpAsync_ManyAtOnce_StoresOnce()
    {
        await SubmitAsync(1, Given.Monday);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Day(Given.Monday).RollUpAsync()));
        Assert.Equal(
            [(RollupOutcome.Stored, 1), (RollupOutcome.Superseded, 9)],
            outcomes.GroupBy(outcome => outcome).OrderBy(outcome => outcome.Key).Select(outcome => (outcome.Key, outcome.Count())));
    }

    private Task<UsageTotals?> StoredAsync(string tool) =>
        Host.Services.GetRequiredService<IDayStore>().ReadAggregateAsync(new(Given.Monday, Dimension.Tool, tool), Token);
}
