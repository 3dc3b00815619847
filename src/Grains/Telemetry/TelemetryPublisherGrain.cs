using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>Publishes an app's figures, one publication per turn.</summary>
internal sealed class TelemetryPublisherGrain(TelemetryPublisher publisher) : Grain, ITelemetryPublisherGrain
{
    /// <summary>How often a publication is attempted, so that someone who keeps deleting does not hold up other work.</summary>
    private const int Attempts = 3;

    private AppName App => AppName.Parse(this.GetPrimaryKeyString());

    public Task<TelemetryStepOutcome> PublishRunningAsync() => RepeatAsync(() => publisher.PublishRunningAsync(App));

    public Task<TelemetryStepOutcome> PublishFinalAsync(string period) =>
        RepeatAsync(() => publisher.PublishFinalAsync(App, TelemetryPeriod.Parse(period)));

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
