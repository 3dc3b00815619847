using ToolTime.Grains.Tests.Hosting;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Usage;

public sealed class UsageGrainTests : GrainTest
{
    private static readonly UsageTotals Some = new() { Reports = 1, Calls = 20, ObservedCalls = 15, Errors = 4, Rejections = 3 };

    [Fact]
    public async Task GetTotalsAsync_NothingAdded_IsZero() =>
        Assert.Equal(UsageTotals.Zero, await Usage(Given.Monday, "Bash").GetTotalsAsync());

    [Fact]
    public async Task AddAsync_SeveralTimes_AddsUp()
    {
        await Usage(Given.Monday, "Bash").AddAsync(Some);
        await Usage(Given.Monday, "Bash").AddAsync(Some);
        Assert.Equal(Some + Some, await Usage(Given.Monday, "Bash").GetTotalsAsync());
        Assert.Equal(UsageTotals.Zero, await Usage(Given.Monday, "bash").GetTotalsAsync());
    }

    [Fact]
    public async Task FlushAsync_WhatManySubmitted_ArrivesAsOneSum()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(submitter => SubmitAsync(submitter, Given.Monday, calls: 2)));
        Assert.Equal(UsageTotals.Zero, await Usage(Given.Monday, "Bash").GetTotalsAsync());
        await FlushAsync();
        await FlushAsync();
        Assert.Equal(new() { Reports = 50, Calls = 100 }, await Usage(Given.Monday, "Bash").GetTotalsAsync());
    }

    [Fact]
    public async Task FlushAsync_AReplacedRevision_TakesTheOldOneBack()
    {
        await SubmitAsync(1, Given.Monday, revision: 1, calls: 9);
        await FlushAsync();
        await SubmitAsync(1, Given.Monday, revision: 2, calls: 4);
        await Submitter(1).SubmitAsync(Given.Cells(AgentClient.ClaudeCode, Given.Day(Given.Monday, 3, Given.Tool("Read", 5))));
        await FlushAsync();
        Assert.Equal(
            (UsageTotals.Zero, new UsageTotals { Reports = 1, Calls = 5 }),
            (await Usage(Given.Monday, "Bash").GetTotalsAsync(), await Usage(Given.Monday, "Read").GetTotalsAsync()));
    }

    [Fact]
    public async Task FlushAsync_DuplicatesAndSnapshots_AddNothing()
    {
        await SubmitAsync(1, Given.Monday, calls: 9);
        await SubmitAsync(1, Given.Monday, calls: 9);
        await Submitter(2).SubmitAsync(Given.Snapshots(Given.Friday, 40, Given.Tool("Bash", 30)));
        await FlushAsync();
        Assert.Equal(new() { Reports = 1, Calls = 9 }, await Usage(Given.Monday, "Bash").GetTotalsAsync());
    }
}
