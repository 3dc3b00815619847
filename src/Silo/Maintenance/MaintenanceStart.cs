using ToolTime.Maintenance;

namespace ToolTime.Silo.Maintenance;

/// <summary>Sees to it, once the grains are there, that maintenance is scheduled.</summary>
internal sealed class MaintenanceStart(IGrainFactory grains) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => grains.GetGrain<IMaintenanceGrain>(0).ScheduleAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
