using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A publication store that forwards to the registered one; tests override what differs.</summary>
internal class ForwardingStore(IPublicationStore inner) : IPublicationStore
{
    /// <summary>Replaces the registered store with one that wraps it.</summary>
    public static void Register(IServiceCollection services, Func<IPublicationStore, IServiceProvider, IPublicationStore> create)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IPublicationStore)).ImplementationFactory!;
        services.AddSingleton(provider => create((IPublicationStore)registered(provider), provider));
    }

    public virtual Task<PublicationSchedule> ReadScheduleAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        inner.ReadScheduleAsync(window, cancellationToken);

    public virtual Task<RowsSnapshot> OpenAsync(
        DateOnly firstDay,
        DateOnly lastDay,
        SubmitterRange submitters,
        CancellationToken cancellationToken
    ) => inner.OpenAsync(firstDay, lastDay, submitters, cancellationToken);

    public virtual Task<long> CountRemovalsAsync(CancellationToken cancellationToken) => inner.CountRemovalsAsync(cancellationToken);

    public virtual Task<int> CountChangedAsync(
        DateTimeOffset reportedFrom,
        DateTimeOffset deletedAfter,
        CancellationToken cancellationToken
    ) => inner.CountChangedAsync(reportedFrom, deletedAfter, cancellationToken);

    public virtual Task<bool> StoreAsync(WindowPublication publication, long watermark) => inner.StoreAsync(publication, watermark);

    public virtual Task<string> ReadVersionAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        inner.ReadVersionAsync(window, cancellationToken);

    public virtual Task<WindowPublication?> ReadNewestAsync(StatsWindowKind window, CancellationToken cancellationToken) =>
        inner.ReadNewestAsync(window, cancellationToken);

    public virtual Task<IReadOnlyList<WindowPublication>> ReadAsync(
        StatsWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) => inner.ReadAsync(window, first, last, cancellationToken);

    public virtual Task<byte[]?> ReadArchivedAsync(IsoWeek week, CancellationToken cancellationToken) =>
        inner.ReadArchivedAsync(week, cancellationToken);
}
