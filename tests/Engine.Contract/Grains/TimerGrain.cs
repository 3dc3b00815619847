namespace ToolTime.Engine.Contract.Grains;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    private readonly List<IGrainTimer> _timers = [];

    private Probe Probe => Probe.Of(this);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note("deactivated");
        return Task.CompletedTask;
    }

    public Task Start(string name, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add(this.RegisterGrainTimer(TickAsync, name, dueTime, period));
        return Task.CompletedTask;
    }

    public Task StartThrowing(string name, TimeSpan period)
    {
        _timers.Add(this.RegisterGrainTimer(() => Fail(name), Soon, period));
        return Task.CompletedTask;
    }

    public Task StartHolding(string door)
    {
        _timers.Add(this.RegisterGrainTimer(
            async cancellationToken =>
            {
                Probe.Note("tick begun");
                await Probe.ThroughAsync(door).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                Probe.Note(cancellationToken.IsCancellationRequested ? "tick cancelled" : "tick done");
            },
            new GrainTimerCreationOptions(Soon, Timeout.InfiniteTimeSpan)));
        return Task.CompletedTask;
    }

    public async Task HoldWithTimerDue(string name, string door)
    {
        await Start(name, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Probe.Note("held");
        await Probe.ThroughAsync(door);
        Probe.Note("let go");
    }

    public Task StartChanging(string name)
    {
        IGrainTimer? timer = null;
        timer = this.RegisterGrainTimer(
            () =>
            {
                timer!.Change(Soon, Timeout.InfiniteTimeSpan);
                if (Probe.Count(name) == 1)
                    timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                Probe.Note(name);
                return Task.CompletedTask;
            },
            Soon,
            Soon);
        _timers.Add(timer);
        return Task.CompletedTask;
    }

    public Task DisposeTimers()
    {
        _timers.ForEach(timer => timer.Dispose());
        Probe.Note("disposed");
        return Task.CompletedTask;
    }

    public Task EndActivation()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;

    private Task TickAsync(string name, CancellationToken cancellationToken)
    {
        Probe.Enter();
        Probe.Note(name);
        Probe.Leave();
        return Task.CompletedTask;
    }

    private Task Fail(string name)
    {
        Probe.Note(name);
        throw new InvalidOperationException("no tick today");
    }
}
