namespace Orleans.Runtime;

/// <summary>A timer of one activation. Disposing of it cancels the token of a callback that runs and lets no other begin.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets the timer anew. In its own callback, the change takes effect when the callback ends.</summary>
    /// <param name="dueTime">After how long it is due next; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <param name="period">How long after the end of each callback it is due again; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, other than infinite, or above 49 days.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}
