using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Usage;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A storage that cannot answer just now.</summary>
internal sealed class FailingStore : ISubmissionStore, IDayStore, IPublicationStore
{
    public static Task<IGrainHost> StartHostAsync() => GrainHost.StartAsync(services =>
    {
        services.AddSingleton<ISubmissionStore, FailingStore>();
        services.AddSingleton<IDayStore, FailingStore>();
        services.AddSingleton<IPublicationStore, FailingStore>();
    });

    public Task<StoredSubmission> SubmitAsync(NewSubmission submission) => throw new StorageUnavailableException();

    public Task<DateOnly?> FindDayToRollUpAsync(DateOnly beforeExclusive, CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task<DayRows> OpenDayAsync(DateOnly day, CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task<bool> StoreAggregatesAsync(DateOnly day, long watermark, IReadOnlyList<DayAggregate> aggregates) => throw new StorageUnavailableException();

    public Task<UsageTotals?> ReadAggregateAsync(UsageKey key, CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task<IsoWeek?> FindWeekToPublishAsync(DateTimeOffset endedBy, CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task CloseWeekAsync(IsoWeek week) => throw new StorageUnavailableException();

    public Task<IReportCursor> OpenWeekAsync(IsoWeek week, CancellationToken cancellationToken) => throw new StorageUnavailableException();

    public Task StoreAsync(WeekPublication publication) => throw new StorageUnavailableException();

    public Task<WeekPublication?> ReadNewestAsync(CancellationToken cancellationToken) => throw new StorageUnavailableException();
}
