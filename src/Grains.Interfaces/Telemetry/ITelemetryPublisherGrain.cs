namespace ToolTime.Telemetry;

/// <summary>Publishes an app's figures, one window at a time; the key is the <see cref="AppName"/>.</summary>
public interface ITelemetryPublisherGrain : IGrainWithStringKey
{
    /// <summary>
    /// Publishes the running day, week and four-week window if enough devices have reported or deleted since the last time, or the day has
    /// changed. Durable when the call returns <see cref="TelemetryStepOutcome.Done"/>; may be called again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<TelemetryStepOutcome> PublishRunningAsync();

    /// <summary>
    /// Publishes a period that is over; its figures never change again. Durable when the call returns <see
    /// cref="TelemetryStepOutcome.Done"/>; may be called again.
    /// </summary>
    /// <param name="period">A <see cref="TelemetryPeriod"/>.</param>
    [ResponseTimeout("00:10:00")]
    Task<TelemetryStepOutcome> PublishFinalAsync(string period);
}

/// <summary>The result of a maintenance step. The numbers are sent; they never change.</summary>
public enum TelemetryStepOutcome
{
    /// <summary>It is done, and durable.</summary>
    Done = 0,

    /// <summary>Too few devices have reported or deleted since the last time; nothing was done.</summary>
    NotDue = 1,

    /// <summary>Rows were removed meanwhile; the step stays due.</summary>
    Overtaken = 2,
}
