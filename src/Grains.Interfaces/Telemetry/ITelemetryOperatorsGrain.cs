using System.Collections.Immutable;
using ToolTime.Operators;

namespace ToolTime.Telemetry;

/// <summary>What operators do with single telemetry devices; a single grain, key 0. It holds nothing that storage does not.</summary>
public interface ITelemetryOperatorsGrain : IGrainWithIntegerKey
{
    /// <summary>The devices that reported most on the newest days, newest day first.</summary>
    /// <param name="limit">The maximum number, 1 to 200.</param>
    [ResponseTimeout("00:10:00")]
    Task<ImmutableArray<ListedDevice>> ListAsync(int limit);

    /// <summary>
    /// Excludes a device from all future computation for its epoch, or includes it again. Durable when the call returns <see
    /// cref="OperatorsOutcome.Done"/>; may be called again.
    /// </summary>
    /// <param name="device">The device's id for operators, 32 hex digits.</param>
    /// <param name="quarantined">True to exclude it.</param>
    [ResponseTimeout("00:10:00")]
    Task<OperatorsOutcome> SetQuarantineAsync(string device, bool quarantined);
}

/// <summary>A device as operators see it: how much it reports, and nothing that identifies it.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.ListedDevice")]
public sealed record ListedDevice
{
    /// <summary>A random id, 32 lower-case hex digits, valid for one epoch.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The app.</summary>
    [Id(1)] public required string App { get; init; }

    /// <summary>The newest UTC day on which it reported.</summary>
    [Id(2)] public required DateOnly Day { get; init; }

    /// <summary>Its events of that day.</summary>
    [Id(3)] public required long Events { get; init; }

    /// <summary>True if it is excluded from computation.</summary>
    [Id(4)] public required bool Quarantined { get; init; }
}
