namespace ToolTime.Api.Limits;

/// <summary>
/// Limits the requests that this front end has passed to grains and that are still unanswered. Mailboxes and the commit queue have room for
/// as many, so an admitted request is served, and others are refused at once. Thread-safe.
/// </summary>
internal sealed class SubmissionGate(LimitMetrics metrics)
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
