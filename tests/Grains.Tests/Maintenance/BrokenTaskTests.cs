using ToolTime.Grains.Maintenance;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Maintenance;

namespace ToolTime.Grains.Tests.Maintenance;

/// <summary>A server with a task that fails in a way that nobody foresaw.</summary>
public sealed class BrokenTaskTests : GrainTest
{
    private protected override Task<GrainHost> StartAsync() =>
        GrainHost.StartAsync(services => services.Insert(0, ServiceDescriptor.Singleton<IMaintenanceTask, BrokenTask>()));

    [Fact]
    public async Task RunStepAsync_ATaskFailsUnexpectedly_HoldsUpNoOther()
    {
        Assert.Equal(new MaintenanceStep.Failed(), await Maintenance.RunStepAsync());
        Assert.Equal(new MaintenanceStep.Idle(), await Maintenance.RunStepAsync());
    }

    private sealed class BrokenTask : IMaintenanceTask
    {
        public Task<MaintenanceStep?> TakeStepAsync() => throw new InvalidOperationException();
    }
}
