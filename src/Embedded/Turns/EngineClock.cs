namespace ToolTime.Embedded.Turns;

/// <summary>Timestamps that only go forward, for ages and deadlines.</summary>
internal sealed class EngineClock(TimeProvider time)
{
    public TimeProvider Time { get; } = time;

    public long Now => Time.GetTimestamp();

    public long After(TimeSpan span) => Now + ToTicks(span);

    public long ToTicks(TimeSpan span) => (long)(span.TotalSeconds * Time.TimestampFrequency);

    public TimeSpan Between(long from, long to) => Time.GetElapsedTime(from, to);
}
