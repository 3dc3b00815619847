using Microsoft.Extensions.Logging;
using ToolTime.Grains.Storage;
using ToolTime.Operators;

namespace ToolTime.Grains.Operators;

/// <summary>Does what operators ask for with single submissions.</summary>
internal sealed partial class OperatorsGrain(
    ISubmissionRegister register,
    IPublicationRegister publications,
    ILogger<OperatorsGrain> logger
) : Grain, IOperatorsGrain
{
    public async Task<SubmissionListing> ListAsync(int limit)
    {
        try
        {
            var submissions = await register.ListAsync(limit, CancellationToken.None);
            return new SubmissionListing.Listed { Submissions = [.. submissions.Select(SubmissionDigest.From)] };
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return new SubmissionListing.Unavailable();
        }
    }

    public Task<OperatorsOutcome> RemoveAsync(string receipt) => DoAsync(() => register.RemoveAsync(Guid.ParseExact(receipt, "n")));

    public Task<OperatorsOutcome> SetQuarantineAsync(string receipt, bool quarantined) =>
        DoAsync(() => register.SetQuarantineAsync(Guid.ParseExact(receipt, "n"), quarantined));

    public async Task<PublicationListing> ListPublicationsAsync(int limit)
    {
        try
        {
            var weeks = await publications.ListAsync(limit, CancellationToken.None);
            return new PublicationListing.Listed { Weeks = [.. weeks.Select(PublicationDigest.From)] };
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return new PublicationListing.Unavailable();
        }
    }

    private async Task<OperatorsOutcome> DoAsync(Func<Task<bool>> wish)
    {
        try
        {
            return await wish() ? OperatorsOutcome.Done : OperatorsOutcome.NotFound;
        }
        catch (StorageUnavailableException exception)
        {
            LogUnavailable(exception);
            return OperatorsOutcome.Unavailable;
        }
    }

    [LoggerMessage(1501, LogLevel.Error, "An operator's wish could not be done.")]
    private partial void LogUnavailable(Exception exception);
}

/// <summary>Makes of a published period what operators see.</summary>
internal static class PublicationDigest
{
    public static ListedPublication From(RegisteredPublication publication) => new()
    {
        Window = publication.Period.ToString(),
        PublishedAt = publication.PublishedAt,
        Cells = publication.Cells,
        IsFinal = publication.IsFinal,
    };
}
