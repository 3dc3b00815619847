namespace ToolTime.Embedded.Turns;

/// <summary>Running totals of one grain class.</summary>
internal sealed class GrainCount
{
    private long _activations;
    private long _calls;
    private long _ticks;

    public long Activations => Interlocked.Read(ref _activations);

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>The time of all calls, in the clock's ticks.</summary>
    public long Ticks => Interlocked.Read(ref _ticks);

    public void Activated() => Interlocked.Increment(ref _activations);

    public void Deactivated() => Interlocked.Decrement(ref _activations);

    public void Called(long ticks)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _ticks, ticks);
    }
}
