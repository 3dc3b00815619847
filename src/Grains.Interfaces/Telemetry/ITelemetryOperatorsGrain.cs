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
