using System.Diagnostics.Metrics;
using ToolTime.Observability;
using ToolTime.Storage;

namespace ToolTime.Silo.Maintenance;

/// <summary>A gauge of the rows that are left out of computation because they are damaged.</summary>
internal sealed class DamagedRowsGauge : IHostedService
{
    public DamagedRowsGauge(IStorageEngine storage, IMeterFactory meters) =>
        meters
            .Create(ToolTimeMeter.Name)
            .CreateObservableGauge(
                "tooltime.storage.damaged_rows",
                () => storage.DamagedRows,
                unit: null,
                "Damaged rows read since the start; they are left out of computation."
            );

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
