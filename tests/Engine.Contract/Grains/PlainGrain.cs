namespace ToolTime.Engine.Contract.Grains;

/// <summary>A grain without the base class.</summary>
public sealed class PlainGrain(IGrainContext context) : IGrainBase, IPlainGrain, IAsyncDisposable
{
    public IGrainContext GrainContext { get; } = context;

    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task EndActivation()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Probe.Of(this).Note("disposed");
        return ValueTask.CompletedTask;
    }
}
