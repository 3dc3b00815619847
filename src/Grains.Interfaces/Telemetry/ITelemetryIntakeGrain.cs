namespace ToolTime.Telemetry;

/// <summary>
/// Accepts events on any silo; the key is 0. Only it knows the secrets with which device ids are hashed. It holds nothing that storage does
/// not.
/// </summary>
public interface ITelemetryIntakeGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Accepts an event. It is durable when the call returns <see cref="TelemetryOutcome.Accepted"/>. A task sent again within its hour is
    /// a duplicate; a startup counts each time.
    /// </summary>
    Task<TelemetryOutcome> TakeAsync(TelemetryReport report);

    /// <summary>
    /// Deletes everything stored for a device, in every app and epoch. Durable when the call returns; may be called again.
    /// </summary>
    /// <param name="deviceId">The id that the device reports with.</param>
    Task DeleteAsync(string deviceId);
}

/// <summary>An event on its way to a silo, which forgets the device's id once it has made a keyed hash of it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TelemetryReport")]
public sealed record TelemetryReport
{
    /// <summary>The program, an <see cref="AppName"/>.</summary>
    [Id(0)] public required string App { get; init; }

    /// <summary>The id that the device reports with, 1 to 128 characters.</summary>
    [Id(1)] public required string DeviceId { get; init; }

    /// <summary>The event.</summary>
    [Id(2)] public required TelemetryEvent Event { get; init; }

    /// <summary>The app and event, without the device's id.</summary>
    public override string ToString() => $"{App}: {Event}";
}

/// <summary>The result of an event. The numbers are sent; they never change.</summary>
public enum TelemetryOutcome
{
    /// <summary>It counts and is durable.</summary>
    Accepted = 0,

    /// <summary>The same task of the same device and hour is already stored; nothing changed.</summary>
    Duplicate = 1,

    /// <summary>The device has no events left on this UTC day; nothing was stored.</summary>
    OverLimit = 2,

    /// <summary>The server cannot answer, so the outcome is unknown.</summary>
    Unavailable = 3,
}
