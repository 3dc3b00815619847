namespace ToolTime.Grains.Telemetry;

/// <summary>The lists of a publication.</summary>
internal enum TelemetryDimension
{
    Version,
    System,
    Runtime,
    Brand,
    Container,
    LaunchSource,
    Provider,
    Model,
    CostSource,
    ErrorKind,
}
