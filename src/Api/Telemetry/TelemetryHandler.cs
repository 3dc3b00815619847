using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Api.Deletion;
using ToolTime.Api.Limits;
using ToolTime.Api.Problems;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>The last steps before an event reaches a silo: room, and what its address has left.</summary>
internal sealed class TelemetryHandler(
    IGrainFactory grains,
    SubmissionGate gate,
    [FromKeyedServices(TelemetryHandler.Limiter)] AddressLimiter limiter,
    ClientAddress addresses,
    TelemetryMetrics metrics,
    IOptions<TelemetryOptions> options)
{
    /// <summary>The key of the limiter that counts events.</summary>
    public const string Limiter = "telemetry";

    private ITelemetryIntakeGrain Intake => grains.GetGrain<ITelemetryIntakeGrain>(0);

    /// <summary>
    /// Has a silo take an event in; null where the address has nothing left. The client's going away changes nothing: what is under way is
    /// committed.
    /// </summary>
    public async Task<TelemetryOutcome?> TakeAsync(HttpContext context, TelemetryReport report)
    {
        var outcome = await PassAsync(context, report);
        metrics.Count(outcome);
        return outcome;
    }

    /// <summary>Deletes what is stored of a device.</summary>
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

            var outcome = await HandToGrainAsync(report);
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

    private async Task<TelemetryOutcome> HandToGrainAsync(TelemetryReport report)
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
