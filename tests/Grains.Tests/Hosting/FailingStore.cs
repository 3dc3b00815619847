using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Usage;
using ToolTime.Publication;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A storage that is unavailable.</summary>
internal sealed class FailingStore : ISubmissionStore, IDayStore, IPublicationStore, IDeletionStore, ISubmissionRegister
{
    public static Task<GrainHost> StartHostAsync() => GrainHost.StartAsync(services =>
    {
        services.AddSingleton<ISubmissionStore, FailingStore>();
        services.AddSingleton<IDayStore, FailingStore>();
        services.AddSingleton<IPublicationStore, FailingStore>();
        services.AddSingleton<IDeletionStore, FailingStore>();
        services.AddSingleton<ISubmissionRegister, FailingStore>();
    });

    public Task<SubmissionDecision> SubmitAsync(NewSubmission submission) => throw new StorageUnavailableException();

    public Task<DateOnly?> FindDayToRollUpAsync(DateOnly afterExclusive, DateOnly beforeExclusive, CancellationToken cancellationToken) =>
        throw new StorageUnavailableException();

    public Task<RowsSnapshot> OpenDayAsync(DateOnly day, CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates) =>
        throw new StorageUnavailableException();

    public Task<DateOnly?> FindDayToPurgeAsync(DateOnly beforeExclusive, CancellationToken cancellationToken) =>
        throw new StorageUnavailableException();

    public Task PurgeDayAsync(DateOnly day) => throw new StorageUnavailableException();

    public Task<DateOnly?> FindOldestRowAsync(CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task<IReadOnlyList<DateOnly>> ListUnsealedAsync(CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task<StoredAggregates> ReadAggregatesAsync(DateOnly day, CancellationToken cancellationToken) =>
        throw new StorageUnavailableException();

    public Task RenewAggregatesAsync(DateOnly day) => throw new StorageUnavailableException();

    public Task DeleteAsync(SubmitterId submitter, Epoch epoch, DateTimeOffset deletedAt) => throw new StorageUnavailableException();

    public Task<int> DropTombstonesAsync(DateTimeOffset beforeExclusive) => throw new StorageUnavailableException();

    public Task<IReadOnlyList<RegisteredSubmission>> ListAsync(int limit, CancellationToken cancellationToken) =>
        throw new StorageUnavailableException();

    public Task<bool> RemoveAsync(Guid receipt) => throw new StorageUnavailableException();

    public Task<bool> SetQuarantineAsync(Guid receipt, bool quarantined) => throw new StorageUnavailableException();

    public Task<PublicationSchedule> ReadScheduleAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        throw new StorageUnavailableException();

    public Task<RowsSnapshot> OpenAsync(
        DateOnly firstDay,
        DateOnly lastDay,
        SubmitterRange submitters,
        CancellationToken cancellationToken
    ) => throw new StorageUnavailableException();

    public Task<long> CountRemovalsAsync(CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task<int> CountChangedAsync(DateTimeOffset reportedFrom, DateTimeOffset deletedAfter, CancellationToken cancellationToken) =>
        throw new StorageUnavailableException();

    public Task<bool> StoreAsync(WindowPublication publication, long watermark) => throw new StorageUnavailableException();

    public Task<string> ReadVersionAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        throw new StorageUnavailableException();

    public Task<WindowPublication?> ReadNewestAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        throw new StorageUnavailableException();

    public Task<IReadOnlyList<WindowPublication>> ReadAsync(
        StatsWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) => throw new StorageUnavailableException();

    public Task<byte[]?> ReadArchivedAsync(IsoWeek week, CancellationToken cancellationToken) => throw new StorageUnavailableException();
}
