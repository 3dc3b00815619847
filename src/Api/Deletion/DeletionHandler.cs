using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;
using ToolTime.Api.Problems;
using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Api.Deletion;

/// <summary>The last steps before a deletion reaches its grains: checks the server's room and the address's limit.</summary>
internal sealed class DeletionHandler(
    IGrainFactory grains,
    SubmissionGate gate,
    [FromKeyedServices(DeletionHandler.Limiter)] AddressLimiter limiter,
    ClientAddress addresses,
    LimitMetrics limits,
    IOptions<IngestionOptions> options,
    DomainClock clock)
{
    /// <summary>The key of the limiter of deletions; each deletion leaves tombstones that live for months.</summary>
    public const string Limiter = "deletions";

    /// <summary>Rows live for 90 days, and may come back from a backup for a week more.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromDays(97);

    /// <summary>A snapshot of the next epoch may still cover the seven days before it, and be an hour ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(8);

    /// <summary>Deletes the rows of each epoch's submitter.</summary>
    public async Task<DeletionOutcome> DeleteAsync(HttpContext context, string token)
    {
        if (!gate.TryEnter())
        {
            return DeletionOutcome.Unavailable;
        }

        try
        {
            var address = addresses.Find(context, options.Value.PerAddressPerDay);
            if (address is not null && !limiter.TryTake(address))
            {
                limits.Hit(LimitMetrics.Deletions);
                return DeletionOutcome.OverLimit;
            }

            var outcome = await TryDeleteAsync(token);
            if (address is not null && outcome != DeletionOutcome.Deleted)
            {
                limiter.GiveBack(address);
            }

            return outcome;
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<DeletionOutcome> TryDeleteAsync(string token)
    {
        try
        {
            await DeleteAsync(token);
            return DeletionOutcome.Deleted;
        }
        catch (Exception exception) when (GrainFaults.Are(exception))
        {
            return DeletionOutcome.Unavailable;
        }
    }

    private async Task DeleteAsync(string token)
    {
        var now = clock.GetUtcNow();
        var last = Epoch.Containing(DateOnly.FromDateTime((now + Ahead).UtcDateTime)).Number;
        for (var epoch = Epoch.Containing(DateOnly.FromDateTime((now - Past).UtcDateTime)).Number; epoch <= last; epoch++)
        {
            var submitter = SubmitterId.Derive(Epoch.Numbered(epoch), token);
            await grains.GetGrain<ISubmitterGrain>(submitter.ToString()).DeleteAsync(epoch);
        }
    }
}

/// <summary>The result of a deletion.</summary>
internal enum DeletionOutcome
{
    /// <summary>Nothing of the token is stored, and nothing comes back.</summary>
    Deleted,

    /// <summary>The address has no deletions left today.</summary>
    OverLimit,

    /// <summary>The server is too busy, or the outcome is unknown; the request may be repeated.</summary>
    Unavailable,
}
