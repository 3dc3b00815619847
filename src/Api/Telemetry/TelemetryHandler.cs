using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Api.Limits;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>The last step before an event reaches a silo.</summary>
internal sealed class TelemetryHandler(
    IGrainFactory grains,
    [FromKeyedServices(TelemetryHandler.Key)] Admission admission,
    TelemetryMetrics metrics)
{
    /// <summary>The key of the admission of events.</summary>
    public const string Key = "telemetry";

    /// <summary>
    /// Lets a silo accept an event; null if the address is over its limit. If the client disconnects, the event is still committed.
    /// </summary>
    public async Task<TelemetryOutcome?> TakeAsync(HttpContext context, TelemetryReport report)
    {
        var (result, answer) = await admission.PassAsync(
            context,
            () => grains.GetGrain<ITelemetryIntakeGrain>(0).TakeAsync(report),
            outcome => outcome == TelemetryOutcome.Accepted
        );
        TelemetryOutcome? outcome = result switch
        {
            AdmissionResult.Answered => answer,
            AdmissionResult.OverLimit => null,
            _ => TelemetryOutcome.Unavailable,
        };
        metrics.Count(outcome);
        return outcome;
    }
}
