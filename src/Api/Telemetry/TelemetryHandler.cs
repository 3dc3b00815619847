using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Api.Deletion;
using ToolTime.Api.Limits;
using ToolTime.Api.Problems;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>The last steps before an event reaches a silo: checks the server's room and the address's limit.</summary>
internal sealed class TelemetryHandler(
    IGrainFactory grains,
    SubmissionGate gate,
    [FromKeyedServices(TelemetryHandler.Limiter)] AddressLimiter limiter,
    ClientAddress addresses,
    TelemetryMetrics metrics,
    IOptions<TelemetryOptions> options)
{
    /// <summary>The key of the limiter of events.</summary>
    public const string Limiter = "telemetry";

    private ITelemetryIntakeGrain Intake => grains.GetGrain<ITelemetryIntakeGrain>(0);

    /// <summary>
    /// Lets a silo accept an event; null if the address is over its limit. If the client disconnects, the event is still committed.
    /// </summary>
    public async Task<TelemetryOutcome?> TakeAsync(HttpContext context, TelemetryReport report)
    {
        var outcome = await PassAsync(context, report);
        metrics.Count(outcome);
        return outcome;
    }

    /// <summary>Deletes everything stored for a device.</summary>
    public async Task<DeletionOutcome> DeleteAsync(string deviceId)
    {
        if (!gate.TryEnter())
        {
            return DeletionOutcome.Unavailable;
        }

        try
        {
            await Intake.DeleteAsync(deviceId);
            return DeletionOutcome.Deleted;
        }
        catch (Exception exception) when (GrainFaults.Are(exception))
        {
            return DeletionOutcome.Unavailable;
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<TelemetryOutcome?> PassAsync(HttpContext context, TelemetryReport report)
    {
        if (!gate.TryEnter())
        {
            return TelemetryOutcome.Unavailable;
        }

        try
        {
            var address = addresses.Find(context, options.Value.PerAddressPerDay);
            if (address is not null && !limiter.TryTake(address))
            {
                return null;
            }

            var outcome = await CallGrainAsync(report);
            if (address is not null && outcome != TelemetryOutcome.Accepted)
            {
                limiter.GiveBack(address);
            }

            return outcome;
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<TelemetryOutcome> CallGrainAsync(TelemetryReport report)
    {
        try
        {
            return await Intake.TakeAsync(report);
        }
        catch (Exception exception) when (GrainFaults.Are(exception))
        {
            return TelemetryOutcome.Unavailable;
        }
    }
}
