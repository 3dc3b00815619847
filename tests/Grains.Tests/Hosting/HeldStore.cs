using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A storage of publications that stores only once it is let.</summary>
internal sealed class HeldStore(IPublicationStore inner, HeldStore.Gate gate) : IPublicationStore
{
    /// <summary>Puts one before the storage that is registered.</summary>
    public static void Register(IServiceCollection services, Gate gate)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IPublicationStore)).ImplementationFactory!;
        services.AddSingleton<IPublicationStore>(provider => new HeldStore((IPublicationStore)inner(provider), gate));
    }

    public Task<IsoWeek?> FindWeekToPublishAsync(DateTimeOffset endedBy, CancellationToken cancellationToken) => inner.FindWeekToPublishAsync(endedBy, cancellationToken);

    public Task CloseWeekAsync(IsoWeek week) => inner.CloseWeekAsync(week);

    public Task<RowsSnapshot> OpenWeekAsync(IsoWeek week, CancellationToken cancellationToken) => inner.OpenWeekAsync(week, cancellationToken);

    public async Task<bool> StoreAsync(WeekPublication publication, long watermark)
    {
        gate.Reached.TrySetResult();
        await gate.Opened.Task;
        return await inner.StoreAsync(publication, watermark);
    }

    public Task<WeekPublication?> ReadNewestAsync(CancellationToken cancellationToken) => inner.ReadNewestAsync(cancellationToken);

    public Task<IReadOnlyList<WeekPublication>> ReadWeeksAsync(IsoWeek first, IsoWeek last, CancellationToken cancellationToken) => inner.ReadWeeksAsync(first, last, cancellationToken);

    /// <summary>What a test holds.</summary>
    internal sealed class Gate
    {
        /// <summary>Set when something waits to be stored.</summary>
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Set by the test, to let it.</summary>
        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
