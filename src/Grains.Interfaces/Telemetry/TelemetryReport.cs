namespace ToolTime.Telemetry;

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
