using Microsoft.Extensions.Diagnostics.HealthChecks;
using ToolTime.Grains.Storage;
using ToolTime.Storage;

namespace ToolTime.Silo.Maintenance;

/// <summary>Ready is who could take a submission in now.</summary>
internal sealed class StorageHealthCheck(IStorageEngine storage) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await storage.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
