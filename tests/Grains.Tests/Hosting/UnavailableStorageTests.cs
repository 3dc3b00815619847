using ToolTime.Calendar;
using ToolTime.Maintenance;
using ToolTime.Operators;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>What grains answer while storage is unavailable.</summary>
public sealed class UnavailableStorageTests : GrainTest
{
    private protected override Task<GrainHost> StartAsync() => FailingStore.StartHostAsync();

    [Fact]
    public async Task SubmitAsync_StorageIsUnavailable_ThrowsEachTime()
    {
        await AssertUnavailableAsync(SubmitAsync(1, Given.Monday));
        await AssertUnavailableAsync(SubmitAsync(1, Given.Monday));
    }

    [Fact]
    public Task RollUpAsync_StorageIsUnavailable_Throws() => AssertUnavailableAsync(Day(Given.Monday).RollUpAsync());

    [Fact]
    public Task PurgeAsync_StorageIsUnavailable_Throws() => AssertUnavailableAsync(Day(Given.Monday).PurgeAsync());

    [Fact]
    public Task DeleteAsync_StorageIsUnavailable_Throws() =>
        AssertUnavailableAsync(Submitter(1).DeleteAsync(Epoch.Containing(Given.Monday).Number));

    [Fact]
    public async Task OperatorsGrain_StorageIsUnavailable_Throws()
    {
        var operators = Host.Grains.GetGrain<IOperatorsGrain>(0);
        var receipt = $"{Guid.NewGuid():n}";
        await AssertUnavailableAsync(operators.ListAsync(10));
        await AssertUnavailableAsync(operators.RemoveAsync(receipt));
        await AssertUnavailableAsync(operators.SetQuarantineAsync(receipt, quarantined: true));
    }

    [Fact]
    public async Task RunStepAsync_StorageIsUnavailable_SaysSoAndTheRoundEnds()
    {
        Assert.Equal(new MaintenanceStep.Failed(), await Maintenance.RunStepAsync());
        for (var steps = 1; await Maintenance.RunStepAsync() is not MaintenanceStep.Idle; steps++)
        {
            Assert.InRange(steps, 1, 10);
        }
    }

    [Fact]
    public Task PublishAsync_StorageIsUnavailable_Throws() => AssertUnavailableAsync(PublishAsync("week:2026-W47"));

    [Fact]
    public Task GetCurrentAsync_StorageIsUnavailable_Throws() => AssertUnavailableAsync(Summary.GetCurrentAsync(null, null));

    private static async Task AssertUnavailableAsync(Task call) => await Assert.ThrowsAsync<StorageUnavailableException>(() => call);
}
