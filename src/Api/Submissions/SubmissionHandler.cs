using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;
using ToolTime.Api.Problems;
using ToolTime.Observability;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>The last steps before a submission reaches its grain: room, and what its address has left.</summary>
internal sealed class SubmissionHandler(
    IGrainFactory grains,
    SubmissionGate gate,
    AddressLimiter limiter,
    ClientAddress addresses,
    SubmissionMetrics metrics,
    IOptions<IngestionOptions> options
)
{
    /// <summary>
    /// Has the submitter's grain decide; null where the address has nothing left. Only what is accepted counts against an address.
    /// The client's going away changes nothing: what is under way is committed.
    /// </summary>
    public async Task<SubmissionOutcome?> SubmitAsync(HttpContext context, ParsedSubmission parsed)
    {
        using var span = ToolTimeTraces.Source.StartActivity("submit");
        var outcome = await PassAsync(context, parsed);
        metrics.Count(outcome);
        span?.SetTag("tooltime.outcome", SubmissionMetrics.WordFor(outcome));
        return outcome;
    }

    private async Task<SubmissionOutcome?> PassAsync(HttpContext context, ParsedSubmission parsed)
    {
        if (!gate.TryEnter())
        {
            return new SubmissionOutcome.Unavailable { RetryAfter = GrainFaults.RetryAfter };
        }

        try
        {
            if (addresses.Find(context, options.Value.PerAddressPerDay) is not { } address)
            {
                return await HandToGrainAsync(parsed);
            }

            if (!limiter.TryTake(address))
            {
                return null;
            }

            var outcome = await HandToGrainAsync(parsed);
            if (outcome is not SubmissionOutcome.Accepted)
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

    private async Task<SubmissionOutcome> HandToGrainAsync(ParsedSubmission parsed)
    {
        try
        {
            var submitter = SubmitterId.Derive(parsed.Epoch, parsed.Token);
            return await grains.GetGrain<ISubmitterGrain>(submitter.ToString()).SubmitAsync(parsed.Submission);
        }
        catch (Exception exception) when (GrainFaults.Are(exception))
        {
            return new SubmissionOutcome.Unavailable { RetryAfter = GrainFaults.RetryAfter };
        }
    }
}
