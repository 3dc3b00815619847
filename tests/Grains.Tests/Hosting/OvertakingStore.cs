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
        if (deleting.TryDequeue(out var submitter))
        {
            await deletions.DeleteAsync(submitter, Epoch.Containing(Given.Monday), Given.Friday);
        }

        return await base.StoreAsync(publication, watermark);
    }
}
