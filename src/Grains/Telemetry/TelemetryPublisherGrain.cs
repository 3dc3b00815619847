using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Publishes an app's figures, each publication in one turn.</summary>
internal sealed class TelemetryPublisherGrain(TelemetryJobs jobs) : Grain, ITelemetryPublisherGrain
{
    /// <summary>Times that a publication is begun, so that anyone who deletes again and again keeps nothing else waiting.</summary>
    private const int Attempts = 3;

    private AppName App => AppName.Parse(this.GetPrimaryKeyString());

    public Task<TelemetryStepOutcome> PublishRunningAsync(bool now) => RepeatAsync(() => jobs.PublishRunningAsync(App, now));

    public Task<TelemetryStepOutcome> PublishFinalAsync(string period) =>
        RepeatAsync(() => jobs.PublishFinalAsync(App, TelemetryPeriod.Parse(period)));

    private static async Task<TelemetryStepOutcome> RepeatAsync(Func<Task<TelemetryStepOutcome>> publish)
    {
        var outcome = TelemetryStepOutcome.Overtaken;
        for (var attempt = 0; attempt < Attempts && outcome == TelemetryStepOutcome.Overtaken; attempt++)
        {
            outcome = await publish();
        }

        return outcome;
    }
}
