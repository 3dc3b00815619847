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

/// <summary>An event on its way to a silo, which forgets the device's id when it has made a keyed hash of it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TelemetryReport")]
public sealed record TelemetryReport
{
    /// <summary>The program, an <see cref="AppName"/>.</summary>
    [Id(0)] public required string App { get; init; }

    /// <summary>The id under which the device reports, 1 to 128 characters.</summary>
    [Id(1)] public required string DeviceId { get; init; }

    /// <summary>What it reports.</summary>
    [Id(2)] public required TelemetryEvent Event { get; init; }

    /// <summary>Without the id.</summary>
    public override string ToString() => $"{App}: {Event}";
}

/// <summary>What became of an event. The numbers are sent; they never change.</summary>
public enum TelemetryOutcome
{
    /// <summary>It counts, and is durable.</summary>
    Accepted = 0,

    /// <summary>The same task of the same device and hour is stored; nothing changed.</summary>
    Duplicate = 1,

    /// <summary>The device has no events left on this UTC day; nothing was stored.</summary>
    OverLimit = 2,

    /// <summary>The server cannot answer, so the outcome is unknown.</summary>
    Unavailable = 3,
}
