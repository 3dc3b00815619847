using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Timers;

/// <summary>
/// A timer of an activation. A tick is a turn of it and the next is set when it ends, so there is never more than one about.
/// </summary>
internal sealed class GrainTimer : IGrainTimer, ITurn
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposal = new();
    private readonly GrainTimers _timers;
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly bool _keepAlive;
    private readonly ITimer _clock;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private TimeSpan? _changedDueTime;
    private bool _isTicking;

    public GrainTimer(GrainTimers timers, Activation activation, Func<CancellationToken, Task> callback, bool keepAlive)
    {
        _timers = timers;
        _activation = activation;
        _callback = callback;
        _keepAlive = keepAlive;

        // A tick is nobody's call: it must not carry the execution context of the turn that set the timer.
        using var _ = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _clock = activation.Engine.Clock.Time.CreateTimer(
            static timer => ((GrainTimer)timer!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfOutOfRange(dueTime);
        ThrowIfOutOfRange(period);
        lock (_gate)
        {
            _period = period;
            if (_isTicking)
                _changedDueTime = dueTime;
            else
                _clock.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public bool IsWantedBy(Activation? activation) => activation == _activation && !_disposal.IsCancellationRequested;

    public async Task RunAsync(Activation activation)
    {
        try
        {
            await _callback(_disposal.Token);
        }
        catch (Exception exception)
        {
            activation.Engine.Log.TimerFailed(exception, activation.Class.Name);
        }

        if (_keepAlive)
            activation.Touch();
        SetNextTick();
    }

    public void Fail(Exception exception)
    {
    }

    public void ExpireAt(long now)
    {
    }

    public void Dispose()
    {
        _disposal.Cancel();
        _clock.Dispose();
        _timers.Forget(this);
    }

    private static void ThrowIfOutOfRange(TimeSpan time)
    {
        const uint longestMilliseconds = 0xfffffffe;
        ArgumentOutOfRangeException.ThrowIfLessThan((long)time.TotalMilliseconds, -1, nameof(time));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)time.TotalMilliseconds, longestMilliseconds, nameof(time));
    }

    private void Tick()
    {
        lock (_gate)
            _isTicking = true;
        if (_activation.Engine.Phase == EnginePhase.Running)
            _activation.Mailbox.TryPost(this);
    }

    private void SetNextTick()
    {
        lock (_gate)
        {
            _isTicking = false;
            var dueTime = _changedDueTime ?? _period;
            _changedDueTime = null;
            if (!_disposal.IsCancellationRequested)
                _clock.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }
}
