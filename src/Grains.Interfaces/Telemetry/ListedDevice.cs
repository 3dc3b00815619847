namespace ToolTime.Telemetry;

/// <summary>A device as operators see it: how much it reports, and nothing by which anybody finds it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ListedDevice")]
public sealed record ListedDevice
{
    /// <summary>A random id, 32 lower-case hex digits, for one epoch.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The app.</summary>
    [Id(1)] public required string App { get; init; }

    /// <summary>The newest UTC day on which it reported.</summary>
    [Id(2)] public required DateOnly Day { get; init; }

    /// <summary>Its events of that day.</summary>
    [Id(3)] public required long Events { get; init; }

    /// <summary>True where it is left out of what is computed.</summary>
    [Id(4)] public required bool Quarantined { get; init; }
}
