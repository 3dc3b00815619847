namespace ToolTime.Engine.Contract.Grains;

public sealed class BusyGrain : Grain, IBusyGrain
{
    private const int CallsOfAnActivation = 97;

    private readonly Dictionary<int, int> _last = [];
    private int _calls;

    private Probe Probe => Probe.Of(this);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Enter();
        await Task.Yield();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Probe.Leave();
    }

    public async Task<bool> Visit(int caller, int number)
    {
        var turn = Probe.Of($"{this.GetPrimaryKeyString()}-turn");
        turn.Enter();
        if (number % 10 == 0)
            await Task.Yield();
        if (++_calls == CallsOfAnActivation)
            DeactivateOnIdle();
        var isInOrder = _last.GetValueOrDefault(caller, -1) < number;
        _last[caller] = number;
        turn.Leave();
        return isInOrder;
    }
}
