using System.Diagnostics.Metrics;
using ToolTime.Observability;
using ToolTime.Storage;

namespace ToolTime.Silo.Maintenance;

/// <summary>Reports to operators the rows that are left out of what is computed since they are damaged.</summary>
internal sealed class DamagedRowsGauge : IHostedService
{
    public DamagedRowsGauge(IStorageEngine storage, IMeterFactory meters) =>
        meters
            .Create(ToolTimeMeter.Name)
            .CreateObservableGauge(
                "tooltime.storage.damaged_rows",
                () => storage.DamagedRows,
                unit: null,
                "Rows that were read since the start and are not what was stored; they are left out of what is computed."
            );

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
