using ToolTime.Embedded.Tests.Hosting;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>The engine's clock: only a test moves it, but what is due at once happens at once, as by a real one.</summary>
internal sealed class PromptClock : TimeProvider
{
    private readonly ManualClock _clock = new();

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PromptTimer(_clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span) => _clock.Advance(span);

    private sealed class PromptTimer(ITimer timer, Action callback) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != TimeSpan.Zero)
            {
                return timer.Change(dueTime, period);
            }

            timer.Change(period, period);
            return ThreadPool.UnsafeQueueUserWorkItem(static callback => callback(), callback, preferLocal: false);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
