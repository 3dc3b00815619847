namespace ToolTime.Embedded.Tests.Grains;

[CollectionAgeLimit(Hours = 2)]
internal sealed class LastingGrain : Grain, ILastingGrain
{
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Of(this).Note("deactivated");
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;
}
