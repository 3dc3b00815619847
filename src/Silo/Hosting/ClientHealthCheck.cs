using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ToolTime.Silo.Hosting;

/// <summary>Checks whether a front end is ready: a silo must answer it.</summary>
internal sealed class ClientHealthCheck(IGrainFactory grains, TimeProvider timeProvider) : IHealthCheck
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains
                .GetGrain<IManagementGrain>(0)
                .GetHosts(onlyActive: true, cancellationToken)
                .WaitAsync(LongestWait, timeProvider, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("No silo of the cluster answered.");
        }
    }
}
