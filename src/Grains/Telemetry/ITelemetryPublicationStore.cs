using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>The telemetry rows that figures are computed from, and what was published.</summary>
public interface ITelemetryPublicationStore
{
    /// <summary>What has changed for an app in an epoch since its running periods were last published.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<TelemetryAppState> ReadStateAsync(AppName app, Epoch epoch, CancellationToken cancellationToken);

    /// <summary>Starts a new generation of an app's events. Durable when the call returns.</summary>
    /// <returns>The new generation's number.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<long> BeginGenerationAsync(AppName app);

    /// <summary>Opens an app's rows of an epoch at one snapshot of the database.</summary>
    /// <param name="app">The app.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="generation">The generation from which devices count as having reported.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<ITelemetrySnapshot> OpenAsync(AppName app, Epoch epoch, long generation, CancellationToken cancellationToken);

    /// <summary>Stores publications, replacing earlier ones that are not final. Durable; may be called again.</summary>
    /// <returns>False if rows were removed since: they must be recomputed.</returns>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<bool> StoreAsync(TelemetryResult result);

    /// <summary>What may be due, for all apps.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<TelemetrySchedule> ReadScheduleAsync(CancellationToken cancellationToken);

    /// <summary>A number that grows whenever anything of an app is published.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<long> ReadVersionAsync(AppName app, CancellationToken cancellationToken);

    /// <summary>The publications of a kind whose first days are in an inclusive range, oldest first. Damaged ones are skipped.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<IReadOnlyList<TelemetryPublication>> ReadAsync(
        AppName app,
        TelemetryWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    );

    /// <summary>A day's stored totals; null if it has none.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<TelemetryTotals?> ReadTotalsAsync(AppName app, DateOnly day, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes an app's rows of a day, then the devices that last reported on that day or earlier. Durable when the call returns; may be
    /// called again. A partly purged day is found again.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task PurgeDayAsync(AppName app, DateOnly day);
}

/// <summary>What has changed for an app.</summary>
/// <param name="Mark">The last publication of its running periods; null if there is none.</param>
/// <param name="Changed">The epoch's devices that reported since; all of them if there is no publication.</param>
/// <param name="Deletions">The number of devices ever deleted.</param>
public sealed record TelemetryAppState(TelemetryMark? Mark, int Changed, long Deletions)
{
    /// <summary>The number of devices deleted since.</summary>
    public int Deleted => (int)Math.Min(int.MaxValue, Deletions - (Mark?.Deletions ?? 0));
}

/// <summary>When an app's running periods were last published, and what that publication covered.</summary>
/// <param name="PublishedAt">The time in UTC.</param>
/// <param name="Generation">The generation that began with it: devices that report later have this one or a later one.</param>
/// <param name="Seen">Devices of this generation that it nevertheless covered.</param>
/// <param name="Deletions">The number of deletions that it took into account.</param>
public sealed record TelemetryMark(DateTimeOffset PublishedAt, long Generation, int Seen, long Deletions);

/// <summary>The result of a publication, stored all or nothing.</summary>
public sealed record TelemetryResult
{
    /// <summary>The app.</summary>
    public required AppName App { get; init; }

    /// <summary>The app's removal count at the time the rows were read.</summary>
    public required long Removals { get; init; }

    /// <summary>The publications.</summary>
    public required IReadOnlyList<TelemetryPublication> Publications { get; init; }

    /// <summary>For running periods: the mark of this publication.</summary>
    public TelemetryMark? Mark { get; init; }

    /// <summary>For a day that is over: its exact totals.</summary>
    public TelemetryTotals? Totals { get; init; }
}
