using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>The rows of telemetry that figures are computed from, and what was published.</summary>
public interface ITelemetryPublicationStore
{
    /// <summary>What has changed of an app in an epoch since the last publication of its running periods.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<TelemetryAppState> ReadStateAsync(AppName app, Epoch epoch, CancellationToken cancellationToken);

    /// <summary>Begins another generation of an app's events. Durable when the call returns.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<long> BeginGenerationAsync(AppName app);

    /// <summary>Opens an app's rows of an epoch at one snapshot of the database.</summary>
    /// <param name="app">The app.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="generation">From which generation on devices are counted.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<ITelemetrySnapshot> OpenAsync(AppName app, Epoch epoch, long generation, CancellationToken cancellationToken);

    /// <summary>Stores what is published, in the place of what was before, unless that is final. Durable; may be called again.</summary>
    /// <returns>False where rows were removed since: it must be computed again.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAsync(TelemetryResult result);

    /// <summary>What may be due, of all apps.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<TelemetrySchedule> ReadScheduleAsync(CancellationToken cancellationToken);

    /// <summary>A number that grows whenever anything of an app is published.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<long> ReadVersionAsync(AppName app, CancellationToken cancellationToken);

    /// <summary>
    /// The publications of a kind whose first days lie between two, both included, the oldest first. Damaged ones are skipped.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<TelemetryPublication>> ReadAsync(
        AppName app,
        TelemetryWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    );

    /// <summary>A day's stored totals; null where it has none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<TelemetryTotals?> ReadTotalsAsync(AppName app, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Deletes an app's rows of a day. Durable when the call returns; may be called again.</summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task PurgeDayAsync(AppName app, DateOnly day);
}
