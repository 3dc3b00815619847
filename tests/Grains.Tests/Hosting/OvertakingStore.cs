using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A storage of seven days before each of whose publications somebody deletes what they sent, as long as there is anybody.</summary>
internal sealed class OvertakingStore(ISevenDayStore inner, IDeletionStore deletions, Queue<SubmitterId> deleting) : ISevenDayStore
{
    /// <summary>Puts one before the storage that is registered.</summary>
    public static void Register(IServiceCollection services, Queue<SubmitterId> deleting)
    {
        var inner = services.Last(service => service.ServiceType == typeof(ISevenDayStore)).ImplementationFactory!;
        services.AddSingleton<ISevenDayStore>(provider => new OvertakingStore((ISevenDayStore)inner(provider), provider.GetRequiredService<IDeletionStore>(), deleting));
    }

    public Task<bool> HasReportsAsync(DateOnly through, CancellationToken cancellationToken) => inner.HasReportsAsync(through, cancellationToken);

    public Task<RowsSnapshot> OpenAsync(DateOnly firstDay, DateOnly lastDay, CancellationToken cancellationToken) => inner.OpenAsync(firstDay, lastDay, cancellationToken);

    public async Task<bool> StoreAsync(SevenDayPublication publication, SevenDays? before, long watermark)
    {
        if (deleting.TryDequeue(out var submitter))
        {
            await deletions.DeleteAsync(submitter, Epoch.Of(Given.Monday), Given.Friday);
        }

        return await inner.StoreAsync(publication, before, watermark);
    }

    public Task<SevenDayPublication?> ReadNewestAsync(CancellationToken cancellationToken) => inner.ReadNewestAsync(cancellationToken);
}
