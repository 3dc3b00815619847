using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Publishes an app's figures, each publication in one turn.</summary>
internal sealed partial class TelemetryPublisherGrain(TelemetryJobs jobs, ILogger<TelemetryPublisherGrain> logger)
    : Grain, ITelemetryPublisherGrain
{
    /// <summary>Times that a publication is begun, so that anyone who deletes again and again keeps nothing else waiting.</summary>
    private const int Attempts = 3;

    private AppName App => AppName.Parse(this.GetPrimaryKeyString());

    public Task<TelemetryStepOutcome> PublishRunningAsync(bool now) => DoAsync(() => jobs.PublishRunningAsync(App, now));

    public Task<TelemetryStepOutcome> PublishFinalAsync(string period) =>
        DoAsync(() => jobs.PublishFinalAsync(App, TelemetryPeriod.Parse(period)));

    private async Task<TelemetryStepOutcome> DoAsync(Func<Task<TelemetryStepOutcome>> publish)
    {
        try
        {
            var outcome = TelemetryStepOutcome.Overtaken;
            for (var attempt = 0; attempt < Attempts && outcome == TelemetryStepOutcome.Overtaken; attempt++)
            {
                outcome = await publish();
            }

            return outcome;
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return TelemetryStepOutcome.Unavailable;
        }
    }

    [LoggerMessage(1804, LogLevel.Error, "Telemetry could not be published; it stays due.")]
    private partial void LogUnavailable(Exception exception);
}
