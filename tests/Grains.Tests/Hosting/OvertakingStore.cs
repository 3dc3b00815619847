using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Publication;
using ToolTime.Submissions;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>A store in which, before each publication, someone deletes what they sent, for as long as there is anyone left.</summary>
internal sealed class OvertakingStore(IPublicationStore inner, IDeletionStore deletions, Queue<SubmitterId> deleting)
    : ForwardingStore(inner)
{
    /// <summary>Replaces the registered store with one that wraps it.</summary>
    public static void Register(IServiceCollection services, Queue<SubmitterId> deleting) =>
        Register(services, (inner, provider) => new OvertakingStore(inner, provider.GetRequiredService<IDeletionStore>(), deleting));

    public override async Task<bool> StoreAsync(WindowPublication publication, long watermark)
    {
        await DeleteNextAsync();
        return await base.StoreAsync(publication, watermark);
    }

    /// <summary>Submitters of the seven days are counted after their rows were read.</summary>
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
