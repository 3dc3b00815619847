namespace ToolTime.Telemetry;

/// <summary>
/// Takes events in on any silo; the key is 0. It alone knows the secrets under which devices are hashed, and holds nothing that storage
/// does not know.
/// </summary>
public interface ITelemetryIntakeGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Takes an event in. When the call returns <see cref="TelemetryOutcome.Accepted"/>, it is durable. A task that is sent again within
    /// its hour is a duplicate; a startup counts each time.
    /// </summary>
    Task<TelemetryOutcome> TakeAsync(TelemetryReport report);

    /// <summary>
    /// Deletes all that is stored of a device, of every app and epoch. Durable when the call returns; it may be called
    /// again.
    /// </summary>
    /// <param name="deviceId">The id under which the device reports.</param>
    Task DeleteAsync(string deviceId);
}
