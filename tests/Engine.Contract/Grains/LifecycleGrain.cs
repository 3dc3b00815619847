namespace ToolTime.Engine.Contract.Grains;

/// <summary>Its key says what goes wrong: words that its life looks for.</summary>
public sealed class LifecycleGrain(ScopedService scoped, IServiceProvider services) : Grain, ILifecycleGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    private Probe Probe => Probe.Of(this);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Enter();
        Probe.Note("activated");
        if (Has("fails-once") && Probe.Count("activated") == 1)
        {
            await Probe.ThroughAsync("fail");
            Probe.Leave();
            throw new InvalidOperationException("not today");
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note($"deactivated: {reason.ReasonCode}");
        if (Has("ends-slowly"))
            await Probe.ThroughAsync("end");
        Probe.Note(scoped.IsDisposed ? "scope was gone" : "scope was there");
        Probe.Leave();
        if (Has("ends-badly"))
            throw new InvalidOperationException("not like this");
    }

    public Task<Guid> Activation()
    {
        Probe.Note("called");
        return Task.FromResult(_activation);
    }

    public Task EndActivation()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndHolding(string door)
    {
        DeactivateOnIdle();
        Probe.Note("held");
        await Probe.ThroughAsync(door);
        Probe.Note("let go");
    }

    public Task StayFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task<Guid[]> ScopedServices() =>
        Task.FromResult<Guid[]>([scoped.Id, services.GetRequiredService<ScopedService>().Id, ServiceProvider.GetRequiredService<ScopedService>().Id]);

    private bool Has(string word) => this.GetPrimaryKeyString().Contains(word, StringComparison.Ordinal);
}
