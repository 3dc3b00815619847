namespace ToolTime.Embedded.Turns;

/// <summary>Counts activations and, where there are more than <see cref="EmbeddedOptions.ActivationCapacity"/>, ends those that are idle longest.</summary>
internal sealed class ActivationCrowd
{
    private const int SampleSize = 2_048;

    private int _count;
    private int _isThinning;

    /// <summary>Notes an activation that began.</summary>
    public void Entered(GrainEngine engine)
    {
        if (Interlocked.Increment(ref _count) > engine.Options.ActivationCapacity && Interlocked.Exchange(ref _isThinning, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(Thin, engine, preferLocal: false);
    }

    /// <summary>Notes an activation that ended.</summary>
    public void Left() => Interlocked.Decrement(ref _count);

    /// <summary>Makes room for a quarter of the capacity, so that this is done seldom enough to cost little.</summary>
    private void Thin(GrainEngine engine)
    {
        // A sample tells well enough how long the quarter that goes has been idle.
        var count = Volatile.Read(ref _count);
        var excess = count - (engine.Options.ActivationCapacity * 3 / 4);
        var stride = Math.Max(1, count / SampleSize);
        var idle = engine.Mailboxes.Where((_, index) => index % stride == 0).Select(mailbox => mailbox.IdleTime).OfType<TimeSpan>().OrderDescending().ToArray();
        if (excess > 0 && idle.Length > 0)
            engine.CollectIdle(idle[Math.Min(Math.Max(excess / stride, 1), idle.Length) - 1]);
        Volatile.Write(ref _isThinning, 0);
    }
}
