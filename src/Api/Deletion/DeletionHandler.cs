using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;
using ToolTime.Api.Problems;
using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Api.Deletion;

/// <summary>The last steps before a deletion reaches its grains: room, and what its address has left.</summary>
internal sealed class DeletionHandler(
    IGrainFactory grains,
    SubmissionGate gate,
    [FromKeyedServices(DeletionHandler.Limiter)] AddressLimiter limiter,
    ClientAddress addresses,
    LimitMetrics limits,
    IOptions<IngestionOptions> options,
    DomainClock clock)
{
    /// <summary>The key of the limiter that counts deletions; each leaves tombstones that live for months.</summary>
    public const string Limiter = "deletions";

    /// <summary>Rows live 90 days, and a week more in what a backup may bring back.</summary>
    private static readonly TimeSpan Past = TimeSpan.FromDays(97);

    /// <summary>A snapshot of the next epoch may still cover the seven days before it, and be an hour ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(8);

    /// <summary>Has each epoch's submitter delete its own.</summary>
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

/// <summary>What became of a deletion.</summary>
internal enum DeletionOutcome
{
    /// <summary>Nothing of the token is stored, and nothing of it comes back.</summary>
    Deleted,

    /// <summary>The address has no deletions left today.</summary>
    OverLimit,

    /// <summary>The server has too much to do, or the outcome is unknown; it may be asked again.</summary>
    Unavailable,
}
