using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ToolTime.Silo.Hosting;

/// <summary>Ready is a silo that is a member of its cluster: not one that joins, leaves or was given up for dead.</summary>
internal sealed class SiloHealthCheck(ISiloStatusOracle members) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(members.CurrentStatus == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The silo is no member of the cluster: {members.CurrentStatus}."));
}
