using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a grain's timer calls back.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Creates the options.</summary>
    /// <param name="dueTime">After how long the timer is due first.</param>
    /// <param name="period">How long after the end of each callback it is due again.</param>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>After how long the timer is due first; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>How long after the end of each callback it is due again; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether callbacks may run among other turns. Only in a cluster; here asking for it is an error.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether callbacks count as use, so that a grain with a busy timer does not become idle.</summary>
    public bool KeepAlive { get; init; }
}
