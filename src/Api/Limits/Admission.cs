using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Limits;

/// <summary>The last step before a request reaches a grain: checks the server's room and the address's limit.</summary>
internal sealed class Admission(SubmissionGate gate, AddressLimiter limiter, ClientAddress addresses)
{
    /// <summary>Calls a grain, if there is room and the address has something left for today.</summary>
    /// <param name="context">The request.</param>
    /// <param name="call">Calls the grain.</param>
    /// <param name="counts">Whether an answer counts against the address's limit.</param>
    /// <returns>How that ended, and what the grain answered.</returns>
    public async Task<(AdmissionResult Result, T? Answer)> PassAsync<T>(HttpContext context, Func<Task<T>> call, Func<T, bool> counts)
    {
        if (!gate.TryEnter())
        {
            return (AdmissionResult.Unavailable, default);
        }

        try
        {
            var address = addresses.Find(context, limiter.PerDay);
            if (address is not null && !limiter.TryTake(address))
            {
                return (AdmissionResult.OverLimit, default);
            }

            var (result, answer) = await CallAsync(call);
            if (address is not null && (result != AdmissionResult.Answered || !counts(answer!)))
            {
                limiter.GiveBack(address);
            }

            return (result, answer);
        }
        finally
        {
            gate.Leave();
        }
    }

    private static async Task<(AdmissionResult Result, T? Answer)> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return (AdmissionResult.Answered, await call());
        }
        catch (Exception exception) when (GrainFaults.Are(exception))
        {
            return (AdmissionResult.Unavailable, default);
        }
    }
}

/// <summary>How a request's way to a grain ended.</summary>
internal enum AdmissionResult
{
    /// <summary>The grain answered.</summary>
    Answered,

    /// <summary>The address has nothing left for today.</summary>
    OverLimit,

    /// <summary>The server is too busy, or the outcome is unknown; the request may be repeated.</summary>
    Unavailable,
}
