using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Timers;

/// <summary>The timers of one activation, which end with it.</summary>
internal sealed class GrainTimers(Activation activation)
{
    private readonly Lock _gate = new();
    private HashSet<GrainTimer>? _timers;
    private bool _isEnded;

    public IGrainTimer Register(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        if (options.Interleave)
            throw new NotSupportedException("Timers that run among other turns are not part of the single-process engine.");

        var timer = new GrainTimer(this, activation, callback, options.KeepAlive);
        lock (_gate)
        {
            if (_isEnded)
                throw new InvalidOperationException($"{activation.Class.Name} is deactivated, so it can have no timer.");
            (_timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (_gate)
            _timers?.Remove(timer);
    }

    public void End()
    {
        GrainTimer[] timers;
        lock (_gate)
        {
            _isEnded = true;
            timers = [.. _timers ?? []];
        }

        foreach (var timer in timers)
            timer.Dispose();
    }
}
