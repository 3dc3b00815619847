namespace ToolTime.Embedded.Tests.Grains;

internal sealed class ProbeGrain : Grain, IProbeGrain
{
    private readonly List<int> _appended = [];

    private Probe Probe => Probe.Of(this);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString().Contains("unwilling", StringComparison.Ordinal))
        {
            Probe.Note("tried");
            await Probe.ThroughAsync("fail");
            throw new InvalidOperationException("not today");
        }

        Probe.Note("activated");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note($"deactivated: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;

    public Task Append(int value)
    {
        _appended.Add(value);
        return Task.CompletedTask;
    }

    public Task NoteDown(string note)
    {
        Probe.Note(note);
        return Task.CompletedTask;
    }

    public Task<int[]> Appended() => Task.FromResult(_appended.ToArray());

    public async Task HoldThenTouch(string door, string otherKey)
    {
        Probe.Note("held");
        await Probe.ThroughAsync(door);
        await GrainFactory.GetGrain<IProbeGrain>(otherKey).Touch();
        Probe.Note("touched");
    }

    public async Task HoldThenThrow(string door)
    {
        Probe.Note("held");
        await Probe.ThroughAsync(door);
        throw new InvalidOperationException("too late");
    }

    public Task StartTimer(GrainTimerCreationOptions options)
    {
        this.RegisterGrainTimer(
            () =>
            {
                Probe.Note("tick");
                return this.GetPrimaryKeyString().Contains("fails", StringComparison.Ordinal)
                    ? throw new InvalidOperationException("no tick")
                    : Task.CompletedTask;
            },
            options);
        return Task.CompletedTask;
    }
}
