using Microsoft.Extensions.Hosting;

namespace ToolTime.Grains.Usage;

/// <summary>
/// Sums that this process sends to grains once a second. What was waiting when a call failed is lost; the stored rows have it. Thread-safe.
/// </summary>
internal abstract class LiveTotalsSender(TimeProvider timeProvider) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Sends what is waiting, and returns when the grains have it.</summary>
    public abstract Task FlushAsync();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryFlushAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // This is how the loop stops.
        }
    }

    /// <summary>Logs that a call failed. Its exception's message may contain a grain's key, and so a name, and is not passed on.</summary>
    protected abstract void LogLost(string reason);

    private async Task TryFlushAsync()
    {
        try
        {
            await FlushAsync();
        }
        catch (Exception exception)
        {
            // Whatever failed, a cancelled call too, the next totals must still be sent.
            LogLost(exception.GetType().Name);
        }
    }
}
