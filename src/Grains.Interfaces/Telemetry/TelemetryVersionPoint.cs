namespace ToolTime.Telemetry;

/// <summary>How many devices had a version in one period of a series.</summary>
/// <param name="Name">The version.</param>
/// <param name="Devices">Distinct devices, exactly.</param>
public sealed record TelemetryVersionPoint(string Name, long Devices);
