namespace ToolTime.Api.Limits;

/// <summary>
/// Bounds the requests that this front end has handed to grains and not yet answered. Mailboxes and the queue of commits behind it have
/// room for as many, so a request that is let in is served, and one that is not is refused at once. Safe from any thread.
/// </summary>
internal sealed class SubmissionGate(LimitMetrics metrics)
{
    /// <summary>
    /// Requests under way: two groups of commits, one that is written and one that gathers. More would wait longer and be served no sooner,
    /// and each holds its parsed report, some kilobytes.
    /// </summary>
    public const int Capacity = 1_024;

    private int _inside;

    /// <summary>How many are inside now.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Lets a request in; it must leave. False where there is no room.</summary>
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

    /// <summary>Ends what <see cref="TryEnter"/> began.</summary>
    public void Leave() => Interlocked.Decrement(ref _inside);
}
