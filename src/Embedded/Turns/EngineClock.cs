namespace ToolTime.Embedded.Turns;

/// <summary>Timestamps that only go forward, for ages and deadlines.</summary>
internal sealed class EngineClock(TimeProvider time)
{
    public TimeProvider Time { get; } = time;

    public long Now => Time.GetTimestamp();

    /// <summary>The timestamp after a time from now; the last there is for an infinite or very long one.</summary>
    public long After(TimeSpan span)
    {
        if (span == Timeout.InfiniteTimeSpan)
            return long.MaxValue;
        var then = Now + (span.TotalSeconds * Time.TimestampFrequency);
        return then >= long.MaxValue ? long.MaxValue : (long)then;
    }

    public TimeSpan Between(long from, long to) => Time.GetElapsedTime(from, to);
}
