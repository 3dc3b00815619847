using ToolTime.Grains.Maintenance;

namespace ToolTime.Storage.Tests.Contracts;

/// <summary>What any storage must do with the lease of the maintenance.</summary>
public abstract class MaintenanceLeaseContract : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private IStorageUnderTest _storage = null!;

    private IMaintenanceLease Lease => _storage.Lease;

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task TryHoldAsync_HeldByAnother_IsRefusedUntilItIsReleased()
    {
        Assert.True(await Lease.TryHoldAsync("a", Long));
        Assert.False(await Lease.TryHoldAsync("b", Long));
        Assert.True(await Lease.TryHoldAsync("a", Long));
        await Lease.ReleaseAsync("b");
        Assert.False(await Lease.TryHoldAsync("b", Long));
        await Lease.ReleaseAsync("a");
        await Lease.ReleaseAsync("a");
        Assert.True(await Lease.TryHoldAsync("b", Long));
    }

    [Fact]
    public async Task TryHoldAsync_RunOut_IsAnothers()
    {
        Assert.True(await Lease.TryHoldAsync("a", TimeSpan.Zero));
        Assert.True(await Lease.TryHoldAsync("b", Long));
        Assert.False(await Lease.TryHoldAsync("a", Long));
    }

    [Fact]
    public async Task TryHoldAsync_ManyAtOnce_OneHasIt()
    {
        var held = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Lease.TryHoldAsync($"{number}", Long)));
        Assert.Single(held, each => each);
    }

    private protected abstract Task<IStorageUnderTest> OpenAsync();
}
