using System.Diagnostics;
using ToolTime.Maintenance;
using ToolTime.Observability;

namespace ToolTime.Grains.Maintenance;

/// <summary>One step of maintenance: its time, and its span where somebody listens, named by what the step did.</summary>
internal sealed class StepMeasure(MaintenanceMetrics metrics, long beganAt)
{
    private readonly Activity? _span = ToolTimeTraces.Source.StartActivity("maintenance");

    /// <summary>Ends it.</summary>
    public void End(MaintenanceStep step)
    {
        var did = MaintenanceMetrics.WordFor(step);
        metrics.Ended(beganAt, did);
        if (_span is not null)
        {
            _span.DisplayName = did;
            _span.Dispose();
        }
    }
}
