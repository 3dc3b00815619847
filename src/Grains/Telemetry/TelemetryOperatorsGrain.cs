using System.Collections.Immutable;
using Orleans.Concurrency;
using ToolTime.Operators;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Carries out operators' actions on single devices. Its calls interleave: a search may take minutes.</summary>
[Reentrant]
internal sealed class TelemetryOperatorsGrain(ITelemetryRegister register) : Grain, ITelemetryOperatorsGrain
{
    public async Task<ImmutableArray<ListedDevice>> ListAsync(int limit) => [.. await register.ListAsync(limit, CancellationToken.None)];

    public async Task<OperatorsOutcome> SetQuarantineAsync(string device, bool quarantined) =>
        await register.SetQuarantineAsync(Guid.ParseExact(device, "n"), quarantined) ? OperatorsOutcome.Done : OperatorsOutcome.NotFound;
}
