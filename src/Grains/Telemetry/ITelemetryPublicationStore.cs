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

    /// <summary>
    /// Deletes an app's rows of a day, and then the devices that reported last on it or before. Durable when the call returns; may be
    /// called again, and a day that was purged in part is found again.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task PurgeDayAsync(AppName app, DateOnly day);
}

/// <summary>What has changed of an app.</summary>
/// <param name="Mark">The last publication of its running periods; null for none.</param>
/// <param name="Changed">Devices of the epoch that reported since; without one, all of them.</param>
/// <param name="Deletions">Devices that were deleted, ever.</param>
public sealed record TelemetryAppState(TelemetryMark? Mark, int Changed, long Deletions)
{
    /// <summary>Devices that were deleted since.</summary>
    public int Deleted => (int)Math.Min(int.MaxValue, Deletions - (Mark?.Deletions ?? 0));
}

/// <summary>When an app's running periods were published last, and what that saw.</summary>
/// <param name="PublishedAt">When, UTC.</param>
/// <param name="Generation">The generation that began with it: who reports later has this one or a later one.</param>
/// <param name="Seen">Devices of this generation that were in it all the same.</param>
/// <param name="Deletions">Deletions that it saw.</param>
public sealed record TelemetryMark(DateTimeOffset PublishedAt, long Generation, int Seen, long Deletions);

/// <summary>What is stored of a publication, all of it or nothing.</summary>
public sealed record TelemetryResult
{
    /// <summary>The app.</summary>
    public required AppName App { get; init; }

    /// <summary>The removals of the rows from which it was computed.</summary>
    public required long Removals { get; init; }

    /// <summary>The publications.</summary>
    public required IReadOnlyList<TelemetryPublication> Publications { get; init; }

    /// <summary>Of running periods, the mark of this publication.</summary>
    public TelemetryMark? Mark { get; init; }

    /// <summary>Of a day that is over, its exact totals.</summary>
    public TelemetryTotals? Totals { get; init; }
}
