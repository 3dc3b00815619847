using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;
using ToolTime.Operators;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Does what operators ask for with single devices.</summary>
internal sealed partial class TelemetryOperatorsGrain(ITelemetryRegister register, ILogger<TelemetryOperatorsGrain> logger)
    : Grain, ITelemetryOperatorsGrain
{
    public async Task<TelemetryDeviceListing> ListAsync(int limit)
    {
        try
        {
            return new TelemetryDeviceListing.Listed { Devices = [.. await register.ListAsync(limit, CancellationToken.None)] };
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return new TelemetryDeviceListing.Unavailable();
        }
    }

    public async Task<OperatorsOutcome> SetQuarantineAsync(string device, bool quarantined)
    {
        try
        {
            return await register.SetQuarantineAsync(Guid.ParseExact(device, "n"), quarantined)
                ? OperatorsOutcome.Done
                : OperatorsOutcome.NotFound;
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return OperatorsOutcome.Unavailable;
        }
    }

    [LoggerMessage(1806, LogLevel.Error, "An operator's wish on telemetry could not be done.")]
    private partial void LogUnavailable(Exception exception);
}
