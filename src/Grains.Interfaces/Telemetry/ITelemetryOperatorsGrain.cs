using System.Collections.Immutable;
using ToolTime.Operators;

namespace ToolTime.Telemetry;

/// <summary>
/// What operators do with single devices of telemetry; there is one, with key 0. It holds nothing that storage does not know.
/// </summary>
public interface ITelemetryOperatorsGrain : IGrainWithIntegerKey
{
    /// <summary>The devices that reported most on the newest days, these first.</summary>
    /// <param name="limit">How many at the most, 1 to 200.</param>
    Task<ImmutableArray<ListedDevice>> ListAsync(int limit);

    /// <summary>
    /// Leaves a device out of all that is computed of its epoch from now on, or takes it in again. Durable when the call returns <see
    /// cref="OperatorsOutcome.Done"/>; may be called again.
    /// </summary>
    /// <param name="device">Its id for operators, 32 hex digits.</param>
    /// <param name="quarantined">True to leave it out.</param>
    Task<OperatorsOutcome> SetQuarantineAsync(string device, bool quarantined);
}

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
