namespace ToolTime.Embedded.Tests.Hosting;

/// <summary>A clock that only a test moves. Timers that became due call back before <see cref="Advance"/> returns.</summary>
internal sealed class ManualClock : TimeProvider
{
    public static readonly DateTimeOffset Origin = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Origin + Elapsed();

    public override long GetTimestamp() => Elapsed().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _elapsed += span;
            due = [.. _timers.Where(timer => timer.DueAt <= _elapsed)];
            due.ForEach(Reset);
        }

        due.ForEach(timer => timer.Callback());
    }

    private TimeSpan Elapsed()
    {
        lock (_gate)
            return _elapsed;
    }

    private void Reset(ManualTimer timer)
    {
        if (timer.Period > TimeSpan.Zero)
            timer.DueAt = _elapsed + timer.Period;
        else
            _timers.Remove(timer);
    }

    private sealed class ManualTimer(ManualClock clock, Action callback) : ITimer
    {
        public Action Callback => callback;

        public TimeSpan DueAt { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                Period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                DueAt = clock._elapsed + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
