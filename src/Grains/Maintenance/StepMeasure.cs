using System.Diagnostics;
using ToolTime.Maintenance;
using ToolTime.Observability;

namespace ToolTime.Grains.Maintenance;

/// <summary>Measures one maintenance step: its duration and, if traced, its span, named after what the step did.</summary>
internal sealed class StepMeasure(MaintenanceMetrics metrics, long beganAt)
{
    private readonly Activity? _span = ToolTimeTraces.Source.StartActivity("maintenance");

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
