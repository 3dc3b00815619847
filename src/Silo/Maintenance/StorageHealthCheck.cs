using Microsoft.Extensions.Diagnostics.HealthChecks;
using ToolTime.Storage;

namespace ToolTime.Silo.Maintenance;

/// <summary>
/// Checks whether a submission could be stored now. The check costs a commit and anyone may request it, so it runs at most once a second.
/// </summary>
internal sealed class StorageHealthCheck(IStorageEngine storage, TimeProvider timeProvider) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _checking = new(1);
    private HealthCheckResult _last;
    private long? _checkedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _checking.WaitAsync(cancellationToken);
        try
        {
            if (_checkedAt is not { } at || timeProvider.GetElapsedTime(at) >= Age)
            {
                _last = await CheckAsync(cancellationToken);
                _checkedAt = timeProvider.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _checking.Release();
        }
    }

    public void Dispose() => _checking.Dispose();

    private async Task<HealthCheckResult> CheckAsync(CancellationToken cancellationToken)
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
