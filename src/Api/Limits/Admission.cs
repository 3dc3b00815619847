using Microsoft.AspNetCore.Http;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Limits;

/// <summary>The last step before a request reaches a grain: checks the server's room and the address's limit.</summary>
internal sealed class Admission(AdmissionGate gate, AddressLimiter limiter, ClientAddress addresses)
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
            if (!limiter.TryTake(addresses.Find(context), out var from))
            {
                return (AdmissionResult.OverLimit, default);
            }

            var (result, answer) = await CallAsync(call);
            if (result != AdmissionResult.Answered || !counts(answer!))
            {
                limiter.GiveBack(from);
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
        catch (Exception exception) when (GrainFaults.IsUnavailable(exception))
        {
            return (AdmissionResult.Unavailable, default);
        }
    }
}

/// <summary>
/// Limits the requests that this front end has passed to grains and that are still unanswered. Mailboxes and the commit queue have room for
/// as many, so an admitted request is served, and others are refused at once. Thread-safe.
/// </summary>
internal sealed class AdmissionGate(LimitMetrics metrics)
{
    /// <summary>
    /// The maximum number of unanswered requests: two commit groups, one being written and one being collected. More would wait longer
    /// without being served sooner, and each holds its parsed report, some kilobytes.
    /// </summary>
    public const int Capacity = 1_024;

    private int _inside;

    /// <summary>The number of admitted requests.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Admits a request, which must call <see cref="Leave"/>; false if there is no room.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= Capacity)
        {
            return true;
        }

        Leave();
        metrics.Hit(LimitMetrics.Room);
        return false;
    }

    /// <summary>Releases the place that <see cref="TryEnter"/> took.</summary>
    public void Leave() => Interlocked.Decrement(ref _inside);
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
