namespace ToolTime.Silo.Hosting;

/// <summary>Has a front end wait for its cluster, however long that takes to come up.</summary>
internal sealed partial class PatientConnection(TimeProvider timeProvider, ILogger<PatientConnection> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        LogUnconnected(exception.GetType().Name);
        await Task.Delay(RetryAfter, timeProvider, cancellationToken);
        return true;
    }

    [LoggerMessage(3201, LogLevel.Warning, "No silo of the cluster is to be reached yet ({Reason}); it is tried again.")]
    private partial void LogUnconnected(string reason);
}
