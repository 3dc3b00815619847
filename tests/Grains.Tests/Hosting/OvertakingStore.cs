using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Publication;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A storage before each of whose publications somebody deletes what they sent, as long as there is anybody.</summary>
internal sealed class OvertakingStore(IPublicationStore inner, IDeletionStore deletions, Queue<SubmitterId> deleting)
    : ForwardingStore(inner)
{
    /// <summary>Puts one before the storage that is registered.</summary>
    public static void Register(IServiceCollection services, Queue<SubmitterId> deleting) =>
        Register(services, (inner, provider) => new OvertakingStore(inner, provider.GetRequiredService<IDeletionStore>(), deleting));

    public override async Task<bool> StoreAsync(WindowPublication publication, long watermark)
    {
        await DeleteNextAsync();
        return await base.StoreAsync(publication, watermark);
    }

    /// <summary>Whom seven days hold is counted once their rows were read.</summary>
    public override async Task<int> CountChangedAsync(
        DateTimeOffset reportedFrom, DateTimeOffset deletedAfter, CancellationToken cancellationToken)
    {
        if (deletedAfter == DateTimeOffset.MaxValue)
        {
            await DeleteNextAsync();
        }

        return await base.CountChangedAsync(reportedFrom, deletedAfter, cancellationToken);
    }

    private async Task DeleteNextAsync()
    {
        if (deleting.TryDequeue(out var submitter))
        {
            await deletions.DeleteAsync(submitter, Epoch.Containing(Given.Monday), Given.Friday);
        }
    }
}
