using ToolTime.Calendar;
using ToolTime.Deletion;
using ToolTime.Maintenance;
using ToolTime.Operators;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>What grains answer while storage cannot.</summary>
public sealed class UnavailableStorageTests : GrainTest
{
    private protected override Task<GrainHost> StartAsync() => FailingStore.StartHostAsync();

    [Fact]
    public async Task SubmitAsync_StorageIsUnavailable_SaysWhenToTryAgainEachTime()
    {
        var unavailable = new SubmissionOutcome.Unavailable { RetryAfter = TimeSpan.FromSeconds(5) };
        Assert.Equal(unavailable, await SubmitAsync(1, Given.Monday));
        Assert.Equal(unavailable, await SubmitAsync(1, Given.Monday));
    }

    [Fact]
    public async Task RollUpAsync_StorageIsUnavailable_SaysSo() =>
        Assert.Equal(RollupOutcome.Unavailable, await Day(Given.Monday).RollUpAsync());

    [Fact]
    public async Task PurgeAsync_StorageIsUnavailable_IsFalse() => Assert.False(await Day(Given.Monday).PurgeAsync());

    [Fact]
    public async Task DeleteAsync_StorageIsUnavailable_SaysSo() =>
        Assert.Equal(DeletionOutcome.Unavailable, await Submitter(1).DeleteAsync(Epoch.Containing(Given.Monday).Number));

    [Fact]
    public async Task OperatorsGrain_StorageIsUnavailable_SaysSo()
    {
        var operators = Host.Grains.GetGrain<IOperatorsGrain>(0);
        var receipt = $"{Guid.NewGuid():n}";
        Assert.Equal(
            (new SubmissionListing.Unavailable(), OperatorsOutcome.Unavailable, OperatorsOutcome.Unavailable),
            (
                await operators.ListAsync(10),
                await operators.RemoveAsync(receipt),
                await operators.SetQuarantineAsync(receipt, quarantined: true)
            )
        );
    }

    [Fact]
    public async Task RunStepAsync_StorageIsUnavailable_SaysSo() =>
        Assert.Equal(new MaintenanceStep.Unavailable(), await Maintenance.RunStepAsync());

    [Fact]
    public async Task PublishAsync_StorageIsUnavailable_SaysSo() =>
        Assert.Equal(PublishOutcome.Unavailable, await PublishAsync("week:2026-W47"));

    [Fact]
    public async Task GetCurrentAsync_StorageIsUnavailable_SaysSo() =>
        Assert.Equal(new PublicationAnswer.Unavailable(), await Summary.GetCurrentAsync(null, null));

    [Fact]
    public async Task GetTotalsAsync_StorageIsUnavailable_BeginsAtZero() =>
        Assert.Equal(UsageTotals.Zero, await Usage(Given.Monday, "Bash").GetTotalsAsync());
}
